package org.tablao.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputPatternTest {
    @Test
    void putsThePaddedNumberInPlaceOfTheRun() {
        assertEquals("/out/shot_0012.png", main("/out/shot_####", 12, "png"));
        assertEquals("/out/a12b.exr", main("/out/a#b", 12, "exr"));
        assertEquals("/out/shot_123456.png", main("/out/shot_####", 123456, "png"));
        assertEquals("/out/shot_-0003.png", main("/out/shot_####", -3, "png"));
    }

    @Test
    void appendsARunWhereThereIsNone() {
        assertEquals("/out/shot_0012.png", main("/out/shot", 12, "png"));
    }

    @Test
    void looksForTheRunOnlyInTheName() {
        assertEquals("/a#b/shot_0001.png", main("/a#b/shot", 1, "png"));
    }

    @Test
    void givesEachFurtherLayerAFolder() {
        OutputPattern pattern = OutputPattern.parse("/out/shot_####");
        assertEquals(Path.of("/out/depth/shot_depth_0012.exr"), pattern.frame("depth", 12, "exr"));
        assertEquals(Path.of("/out/a_b/shot_a_b_0012.exr"), pattern.frame("../a/b", 12, "exr"));
        assertEquals(
                Path.of("/out/z/frame_z_07.exr"), OutputPattern.parse("/out/##").frame("z", 7, "exr"));
    }

    @Test
    void refusesWhatIsNoPattern() {
        refused("out/shot", "is not an absolute path");
        refused("/out/", "names a folder; a file's name has to follow, such as shot_####");
        refused("/", "names a folder; a file's name has to follow, such as shot_####");
        refused("/out/..", "names a folder; a file's name has to follow, such as shot_####");
        refused("/out/##_##", "has more than one run of #");
    }

    @Test
    void makesANamePartOfAnyName() {
        assertEquals("Vue_d_été", FileNamePart.of("Vue d'été"));
        assertEquals("layer", FileNamePart.of("///"));
        assertEquals("layer", FileNamePart.of(".."));
        assertTrue(FileNamePart.of("x".repeat(500)).length() <= 60);
    }

    @Test
    void knowsTheExtensionsOfImagesOnly() {
        assertEquals(Optional.of("exr"), ImageFormats.extension("OPEN_EXR"));
        assertEquals(Optional.empty(), ImageFormats.extension("FFMPEG"));
    }

    private static String main(String pattern, int number, String extension) {
        return OutputPattern.parse(pattern).frame(number, extension).toString();
    }

    private static void refused(String pattern, String reason) {
        assertEquals(
                reason,
                assertThrows(IllegalArgumentException.class, () -> OutputPattern.parse(pattern))
                        .getMessage());
    }
}
