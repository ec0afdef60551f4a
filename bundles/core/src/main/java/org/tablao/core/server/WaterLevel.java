package org.tablao.core.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shares something out: who wants little gets that, the others the same each; what nobody wants is given to those who want some. */
final class WaterLevel {
    private WaterLevel() {}

    /** @param demands 0 or more each; the sum of what is answered is {@code amount} where anybody wants some */
    static Map<String, Long> split(Map<String, Long> demands, long amount) {
        Map<String, Long> shares = new TreeMap<>();
        List<String> smallestFirst = new ArrayList<>(new TreeMap<>(demands).keySet());
        smallestFirst.sort((one, other) -> Long.compare(demands.get(one), demands.get(other)));
        long left = amount;
        int takers = smallestFirst.size();
        for (String taker : smallestFirst) {
            long share = Math.min(demands.get(taker), left / takers);
            shares.put(taker, share);
            left -= share;
            takers--;
        }
        List<String> wanting =
                smallestFirst.stream().filter(taker -> demands.get(taker) > 0).toList();
        for (int i = 0; i < wanting.size(); i++) {
            long more = left / (wanting.size() - i);
            shares.merge(wanting.get(i), more, Long::sum);
            left -= more;
        }
        return shares;
    }
}
