package org.tablao.benchmarks;

import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A framework without a bundle: what any Felix application pays before its first own line. Run in a process of its own. */
public final class BareFelix {
    private BareFelix() {}

    public static void main(String[] arguments) throws BundleException, InterruptedException {
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        Framework framework = factory.newFramework(Map.of(Constants.FRAMEWORK_STORAGE, arguments[0]));
        framework.start();
        framework.stop();
        framework.waitForStop(0);
    }
}
