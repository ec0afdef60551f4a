package org.tablao.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;

/** Brings the framework's bundles in line with a deployment. */
final class Installation {

    private final BundleContext context;
    private final BundleDigests digests;
    private final PrintStream complaints;

    Installation(BundleContext context, BundleDigests digests, PrintStream complaints) {
        this.context = context;
        this.digests = digests;
        this.complaints = complaints;
    }

    /** Uninstalls what the deployment does not name, installs what is missing, and returns all in start order. */
    List<Bundle> apply(Deployment deployment) throws LaunchException {
        Set<String> wanted = deployment.locations();
        for (Bundle bundle : installed()) {
            if (!wanted.contains(bundle.getLocation())) {
                uninstall(bundle);
            }
        }
        return installMissing(deployment);
    }

    /** Installs what the deployment names and the framework has not, and returns all that it names in start order. */
    List<Bundle> installMissing(Deployment deployment) throws LaunchException {
        Map<String, Bundle> present = new HashMap<>();
        installed().forEach(bundle -> present.put(bundle.getLocation(), bundle));
        List<Bundle> bundles = new ArrayList<>();
        for (BundleEntry entry : deployment.bundles()) {
            try {
                Bundle bundle = present.get(entry.location());
                bundles.add(bundle == null ? install(entry) : bundle);
            } catch (BundleException | IOException e) {

                fail(entry.origin(), "Bundle " + entry.file() + " cannot be installed: " + reason(e));
            }
        }
        return bundles;
    }

    private List<Bundle> installed() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID)
                .toList();
    }

    private static void uninstall(Bundle bundle) throws LaunchException {
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            throw new LaunchException(
                    ExitCode.UNEXPECTED, "Bundle " + bundle.getLocation() + " cannot be removed: " + reason(e));
        }
    }

    private Bundle install(BundleEntry entry) throws IOException, BundleException, LaunchException {
        try (DigestInputStream in = BundleDigests.reading(Files.newInputStream(entry.file()))) {
            Bundle bundle = context.installBundle(entry.location(), in);
            // Over the bytes that the framework read, which are those that it keeps.
            String digest = BundleDigests.hex(in);
            if (!digest.equals(entry.sha256())) {
                uninstall(bundle);
                throw new IOException("its content is not what the role's list names");
            }
            digests.tell(bundle, digest);
            return bundle;
        }
    }

    /** Starts all in order, for this run only: the next one decides anew. A plug-in that does not start is told; the distribution's own bundles must. */
    void start(List<Bundle> bundles, Deployment deployment) throws LaunchException {
        Map<String, BundleEntry> entries = new HashMap<>();
        deployment.bundles().forEach(entry -> entries.put(entry.location(), entry));
        for (Bundle bundle : bundles) {
            if (isFragment(bundle)) {
                continue;
            }
            try {
                // Whatever a bundle says of being activated later: HK2's locator of providers would be, by whichever
                // thread
                // first loads a class of it, and another that asked meanwhile was told that there are none.
                bundle.start(Bundle.START_TRANSIENT);
            } catch (BundleException e) {
                BundleEntry entry = entries.get(bundle.getLocation());
                fail(entry.origin(), "Bundle " + entry.file().getFileName() + " cannot be started: " + reason(e));
            }
        }
    }

    private void fail(String origin, String message) throws LaunchException {
        if (origin.equals(BundleEntry.DISTRIBUTION)) {
            throw new LaunchException(ExitCode.DISTRIBUTION_BROKEN, message);
        }
        complaints.println("tablao: " + message);
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private static String reason(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }
}
