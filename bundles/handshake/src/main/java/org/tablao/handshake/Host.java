package org.tablao.handshake;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.tablao.nodeapi.handshake.HostFacts;

/** The host that this process runs on. */
final class Host {

    private Host() {}

    static HostFacts facts(String tablaoVersion) {
        return new HostFacts(
                name(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                memoryBytes(),
                tablaoVersion,
                System.getProperty("java.version"));
    }

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** By name: the interface that has it is no part of Java's own packages. 0 where the JVM does not tell. */
    private static long memoryBytes() {
        try {
            Object size = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "TotalMemorySize");
            return size instanceof Long bytes ? bytes : 0;
        } catch (JMException e) {
            return 0;
        }
    }
}
