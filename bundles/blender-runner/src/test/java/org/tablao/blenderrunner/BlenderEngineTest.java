package org.tablao.blenderrunner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.converter.Converters;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.pluginapi.command.ProducedFile;
import org.tablao.pluginapi.engine.Installation;
import org.tablao.pluginapi.engine.RenderRequest;
import org.tablao.processes.ProcessSpec;
import org.tablao.processes.ProcessTrees;

/** With the Blender of this host; runtime/verify installs one. */
@Timeout(120)
class BlenderEngineTest {
    private static final String SMALL =
            """
            import bpy
            s = bpy.context.scene
            s.render.engine = 'CYCLES'
            s.cycles.samples = 2
            s.cycles.use_denoising = False
            s.render.resolution_x, s.render.resolution_y = 32, 24
            """;

    private final BlenderEngine engine =
            new BlenderEngine(Converters.standardConverter().convert(Map.of()).to(BlenderEngine.Config.class));
    private final ProcessTrees processes = new ProcessTrees();

    @TempDir
    Path folder;

    private Path out;
    private FolderContext context;

    @BeforeEach
    void needsBlender() throws Exception {
        assumeTrue(!engine.installations().isEmpty(), "there is no Blender on this host");
        out = folder.resolve("out");
        context = new FolderContext(Files.createDirectory(folder.resolve("scratch")), processes);
    }

    @AfterEach
    void endProcesses() {
        engine.endTheFinder();
        processes.close();
    }

    @Test
    void rendersExactlyTheFramesAskedFor() throws Exception {
        Path scene = scene(SMALL);

        assertEquals(Outcome.completed(), render(scene, "PNG", 7, 3));

        assertEquals(
                List.of(out + "/shot_0007.png", out + "/shot_0003.png"),
                context.produced.stream().map(file -> file.target().toString()).toList());
        ProducedFile first = context.produced.get(0);
        assertEquals(32, ImageIO.read(first.pending().toFile()).getWidth());
        assertEquals(7, first.number().orElseThrow());
        assertEquals("main", first.layer().orElseThrow());
        assertEquals("2", first.statistics().get("samples"));
        assertEquals(engine.installations().get(0).version(), first.statistics().get("engineVersion"));
        assertTrue(Double.parseDouble(first.statistics().get("renderSeconds")) > 0);
        assertTrue(Long.parseLong(first.statistics().get("peakMemoryBytes")) > 10_000_000);
        assertTrue(context.activities.contains("frame 7, sample 2 of 2"), () -> context.activities.toString());
        assertFalse(Files.exists(out.resolve("shot_0007.png")), "nothing is published by an engine");
    }

    @Test
    void endsAfterTheFrameItRendersWhereItGivesWay() throws Exception {
        Path scene = scene(SMALL);
        context.givingWay.complete(null);

        Outcome outcome = render(scene, "PNG", 7, 3, 9);

        assertEquals(OutcomeClass.INTERRUPTED, outcome.kind());
        assertEquals("It gave way to something of a higher priority, with 2 of its 3 frames left.", outcome.reason());
        assertEquals(
                List.of(7),
                context.produced.stream()
                        .map(file -> file.number().orElseThrow())
                        .toList());
    }

    @Test
    void takesTheScenesFormatAndLeavesTheScenesOutputAlone() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Path scene = scene(
                SMALL + "s.render.image_settings.file_format = 'JPEG'\ns.render.filepath = '" + elsewhere + "/x'\n");

        assertEquals(Outcome.completed(), render(scene, "", 1));

        assertEquals(out.resolve("shot_0001.jpg"), context.produced.get(0).target());
        assertFalse(Files.exists(elsewhere));
    }

    @Test
    void makesALayerOfEachSlotOfAFileOutputNode() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Path scene = scene(SMALL
                + """
                s.use_nodes = True
                tree = s.node_tree
                image = [n for n in tree.nodes if n.type == 'R_LAYERS'][0].outputs[0]
                def node(name, format, *slots):
                    n = tree.nodes.new('CompositorNodeOutputFile')
                    n.name, n.base_path, n.format.file_format = name, 'ELSEWHERE', format
                    if slots:
                        n.file_slots.clear()
                        for slot in slots: n.file_slots.new(slot)
                    for i in n.inputs: tree.links.new(image, i)
                node('depth', 'OPEN_EXR')
                node('../evil', 'PNG', 'Image', 'sub/second_')
                node('main', 'PNG')
                node('all', 'OPEN_EXR_MULTILAYER')
                """
                        .replace("ELSEWHERE", elsewhere.toString()));

        assertEquals(Outcome.completed(), render(scene, "PNG", 5));

        Set<String> targets = context.produced.stream()
                .map(file -> out.relativize(file.target()).toString())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                new TreeSet<>(Set.of(
                        "shot_0005.png",
                        "depth/shot_depth_0005.exr",
                        "evil_Image/shot_evil_Image_0005.png",
                        "evil_sub_second/shot_evil_sub_second_0005.png",
                        "main_2/shot_main_2_0005.png",
                        "all/shot_all_0005.exr")),
                targets);
        for (ProducedFile file : context.produced) {
            assertTrue(Files.size(file.pending()) > 0);
        }
        assertFalse(Files.exists(elsewhere), "a scene writes only where it is let");
    }

    @Test
    void doesNotRunAScenesOwnScripts() throws Exception {
        Path evidence = folder.resolve("evidence");
        Path scene = scene(SMALL + "t = bpy.data.texts.new('x.py')\nt.write(\"open('" + evidence
                + "', 'w').close()\")\nt.use_module = True\n");
        assertEquals(Outcome.completed(), render(scene, "PNG", 1));
        assertFalse(Files.exists(evidence));
    }

    @Test
    void saysThatThereIsNoCamera() throws Exception {
        Path scene = scene(SMALL + "bpy.data.objects.remove(bpy.data.objects['Camera'])\n");
        assertEquals(
                Outcome.of(
                        OutcomeClass.MISSING_ASSET,
                        "Blender found no camera in the scene.",
                        "Add a camera, make it the scene's, and submit again."),
                render(scene, "PNG", 1));
    }

    @Test
    void failsWhereItFindsNoneOfTheDevicesSetAsideForIt() throws Exception {
        context.gpus = List.of(0);
        Outcome outcome = render(scene(SMALL), "PNG", 1);
        boolean hasDevice = context.lines.stream().anyMatch(line -> line.contains("\"devices\""));
        assertEquals(hasDevice ? OutcomeClass.COMPLETED : OutcomeClass.CRASHED, outcome.kind());
        if (!hasDevice) {
            assertTrue(outcome.reason().endsWith("finds none of the graphics devices that were set aside for it."));
            assertEquals(List.of(), context.produced);
        }
    }

    @Test
    void saysThatASceneIsCorrupt() throws Exception {
        Path scene = scene(SMALL);
        Path cut = folder.resolve("cut.blend");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(scene), 5000));
        Outcome outcome = render(cut, "PNG", 1);
        assertEquals(OutcomeClass.MISSING_ASSET, outcome.kind());
        assertTrue(outcome.reason().startsWith("Blender cannot read the scene " + cut + ": "), outcome::reason);
    }

    @Test
    void saysThatASceneIsMissing() throws Exception {
        assertEquals(
                "The scene /no/such.blend is not there, or this worker may not read it.",
                render(Path.of("/no/such.blend"), "PNG", 1).reason());
    }

    @Test
    void namesTheLibraryThatIsMissing() throws Exception {
        Path library = scene(SMALL);
        Path scene = Files.createDirectory(folder.resolve("linked")).resolve("scene.blend");
        save(
                SMALL + "with bpy.data.libraries.load('" + library
                        + "', link=True) as (a, b):\n    b.materials = a.materials\n"
                        + "bpy.context.object.data.materials[0] = b.materials[0]\n",
                scene);
        Files.delete(library);
        Outcome outcome = render(scene, "PNG", 1);
        assertEquals(OutcomeClass.MISSING_ASSET, outcome.kind());
        assertTrue(outcome.reason().startsWith("A linked library is missing: "), outcome::reason);
    }

    @Test
    void warnsOfAMissingTextureAndRenders() throws Exception {
        Path scene = scene(
                SMALL
                        + "i = bpy.data.images.new('t', 8, 8)\ni.source = 'FILE'\ni.filepath = '/no/t.png'\ni.use_fake_user = True\n");
        assertEquals(Outcome.completed(), render(scene, "PNG", 1));
        assertTrue(context.lines.contains("Warning: texture missing: /no/t.png"));
    }

    @Test
    void refusesAMovieAndAnUnknownFormat() throws Exception {
        Path movie = scene(SMALL + "s.render.image_settings.file_format = 'FFMPEG'\n");
        assertEquals(OutcomeClass.REFUSED_PARAMETERS, render(movie, "", 1).kind());
        assertEquals(
                "format 'GIF' is not an image format of Blender.",
                render(movie, "GIF", 1).reason());
    }

    @Test
    void leavesNothingInTheStagingFolder() throws Exception {
        render(scene(SMALL), "PNG", 1);
        try (Stream<Path> left = Files.list(out.resolve(".tablao/J.1.1/staging"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    private Outcome render(Path scene, String format, Integer... frames) throws Exception {
        return engine.render(
                new Request(
                        engine.installations().get(0), scene, List.of(frames), out + "/shot_####", format, Map.of()),
                context);
    }

    private Path scene(String script) throws Exception {
        Path scene = folder.resolve("scene.blend");
        save(script, scene);
        return scene;
    }

    private void save(String script, Path scene) throws Exception {
        Path file = Files.writeString(
                folder.resolve("make.py"),
                script + "bpy.ops.wm.save_as_mainfile(filepath='" + scene + "', relative_remap=False)\n");
        String blender = engine.installations().get(0).executable().toString();
        int code = processes
                .start(ProcessSpec.of(
                        List.of(blender, "-b", "--factory-startup", "--python-exit-code", "3", "-P", file.toString()),
                        folder,
                        context.lines::add))
                .await();
        assertEquals(0, code, () -> String.join("\n", context.lines));
    }

    private record Request(
            Installation installation,
            Path scene,
            List<Integer> frames,
            String output,
            String format,
            Map<String, Object> options)
            implements RenderRequest {}
}
