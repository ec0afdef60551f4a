package org.tablao.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * The one door: a bundle whose bytes are not in {@code deployment.json} does not resolve, whichever way it came. The
 * file is read again when it was replaced, so that bundle {@code plugins} opens the door by writing it.
 */
final class AcceptedBundles implements ResolverHookFactory, ResolverHook {

    private record Stamp(Object key, long modified, long size) {}

    private final Path deployment;
    private final BundleDigests digests;
    private final PrintStream complaints;
    private final Set<Long> complainedOf = new HashSet<>();
    private Optional<Stamp> stamp = Optional.empty();
    private Set<String> accepted = Set.of();

    AcceptedBundles(Path deployment, BundleDigests digests, PrintStream complaints) {
        this.deployment = deployment;
        this.digests = digests;
        this.complaints = complaints;
    }

    @Override
    public synchronized ResolverHook begin(Collection<BundleRevision> triggers) {
        try {
            BasicFileAttributes now = Files.readAttributes(deployment, BasicFileAttributes.class);
            Optional<Stamp> found =
                    Optional.of(new Stamp(now.fileKey(), now.lastModifiedTime().toMillis(), now.size()));
            if (!found.equals(stamp)) {
                accepted = Deployment.read(deployment).digests();
                stamp = found;
                complainedOf.clear();
            }
        } catch (IOException e) {
            // What cannot be read accepts nothing new; what was accepted stays.
            complaints.println("tablao: " + deployment + " cannot be read: " + e.getMessage());
        }
        return this;
    }

    @Override
    public synchronized void filterResolvable(Collection<BundleRevision> candidates) {
        candidates.removeIf(revision -> !isAccepted(revision.getBundle()));
    }

    private boolean isAccepted(Bundle bundle) {
        if (bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            return true;
        }
        boolean isAccepted = digests.of(bundle).filter(accepted::contains).isPresent();
        if (!isAccepted && complainedOf.add(bundle.getBundleId())) {
            complaints.println("tablao: bundle " + bundle.getBundleId() + " (" + bundle.getSymbolicName() + " from "
                    + bundle.getLocation() + ") is not in " + deployment + " and stays off");
        }
        return isAccepted;
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
        // Which of two versions of a singleton wins is the framework's own business.
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        // Whoever is accepted may provide.
    }

    @Override
    public void end() {
        // Nothing is held between two resolutions.
    }
}
