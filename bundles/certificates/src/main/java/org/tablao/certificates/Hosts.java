package org.tablao.certificates;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.TreeSet;
import org.tablao.nodeapi.node.NodeInfo;

/** By which names and addresses others call this node. */
final class Hosts {
    private Hosts() {}

    /** @param further as configured */
    static List<String> of(NodeInfo node, String... further) {
        TreeSet<String> hosts = new TreeSet<>(List.of(further));
        node.url().ifPresent(url -> {
            String host = url.getHost().replaceAll("[\\[\\]]", "");
            hosts.add(host);
            if (Addresses.isName(host)) {
                // It listens on all of them.
                hosts.addAll(ofInterfaces());
            }
        });
        try {
            hosts.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // A host without a name is called by its address.
            hosts.add("localhost");
        }
        hosts.removeIf(host -> !Addresses.isName(host) && !Addresses.isNumeric(host));
        return List.copyOf(hosts);
    }

    private static List<String> ofInterfaces() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }
}
