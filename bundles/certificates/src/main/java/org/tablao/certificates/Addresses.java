package org.tablao.certificates;

import java.util.List;
import java.util.regex.Pattern;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** Host names and addresses that a certificate is good for; looked at as text, no name is looked up. */
final class Addresses {
    private static final Pattern V4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}))*");
    private static final int MOST = 30;

    private Addresses() {}

    static boolean isNumeric(String address) {
        return V4.matcher(address).matches() || V6.matcher(address).matches();
    }

    static boolean isName(String address) {
        return !isNumeric(address) && NAME.matcher(address).matches();
    }

    /** @throws RefusedException INVALID, with the one at fault */
    static List<String> checked(List<String> addresses) {
        for (String address : addresses) {
            if (!isNumeric(address) && !isName(address)) {
                throw new RefusedException(
                        Refusal.INVALID, "'" + address + "' is neither a host name nor an address.", "");
            }
        }
        if (addresses.size() > MOST) {
            throw new RefusedException(Refusal.INVALID, "A node has at most " + MOST + " addresses.", "");
        }
        return addresses.stream().distinct().sorted().toList();
    }
}
