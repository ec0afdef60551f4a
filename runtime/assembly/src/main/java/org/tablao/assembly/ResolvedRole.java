package org.tablao.assembly;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.OSGiHeader;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Processor;
import aQute.bnd.version.VersionRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the resolver wrote for one role, with the jars it stands for in the order in which they start. */
record ResolvedRole(String name, Map<String, String> launchingProperties, List<Candidate> bundles) {

    private static final String OURS = "org.tablao.";

    /** First what all log through and run on, then ours, whose configuration must be there before the rest is active. */
    private static final List<String> FIRST_OF_OURS = List.of("org.tablao.configuration");

    private static final List<String> LAST_OF_THE_REST =
            List.of("org.apache.felix.metatype", "org.apache.felix.configadmin", "org.apache.felix.scr");

    static ResolvedRole read(Path bndrun, List<Candidate> candidates) throws IOException {
        String file = bndrun.getFileName().toString();
        try (Processor run = new Processor()) {
            run.setProperties(bndrun.toFile());
            List<Candidate> bundles = new ArrayList<>();
            Parameters wanted = run.getMergedParameters("-runbundles");
            for (Map.Entry<String, Attrs> bundle : wanted.entrySet()) {
                bundles.add(find(bundle.getKey(), bundle.getValue().getVersion(), candidates));
            }
            bundles.sort(Comparator.comparingInt(ResolvedRole::startOrder).thenComparing(Candidate::symbolicName));
            return new ResolvedRole(
                    file.substring(0, file.length() - ".bndrun".length()),
                    launchingProperties(run),
                    List.copyOf(bundles));
        }
    }

    private static Map<String, String> launchingProperties(Processor run) {
        Map<String, String> properties = new TreeMap<>();
        String given = run.mergeProperties("-runproperties");
        if (given != null) {
            properties.putAll(OSGiHeader.parseProperties(given));
        }
        String capabilities = run.mergeProperties("-runsystemcapabilities");
        if (capabilities != null && !capabilities.isEmpty()) {
            properties.put("org.osgi.framework.system.capabilities.extra", capabilities);
        }
        return properties;
    }

    private static Candidate find(String symbolicName, String range, List<Candidate> candidates) throws IOException {
        VersionRange versions = new VersionRange(range);
        return candidates.stream()
                .filter(candidate -> candidate.symbolicName().equals(symbolicName))
                .filter(candidate -> versions.includes(candidate.version()))
                .findFirst()
                .orElseThrow(() -> new IOException("no jar for bundle " + symbolicName + " " + range));
    }

    /** Of the bundle alone, so that the bundles of several roles can be started as one set; equals go by name. */
    static int startOrder(Candidate bundle) {
        String name = bundle.symbolicName();
        if (name.equals("org.tablao.logging")) {
            return 0;
        }
        if (!name.startsWith(OURS)) {
            return 1 + LAST_OF_THE_REST.indexOf(name) + 1;
        }
        return FIRST_OF_OURS.contains(name) ? 10 : 11;
    }
}
