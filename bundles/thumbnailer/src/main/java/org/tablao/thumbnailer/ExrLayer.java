package org.tablao.thumbnailer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The channels of an OpenEXR file that its thumbnail shows, by their index.
 *
 * @param colours three of them, or one for grey
 * @param distance whether they are distances, which mean something only beside each other
 */
record ExrLayer(List<Integer> colours, OptionalInt alpha, boolean distance) {
    private static final List<List<String>> COLOURS = List.of(List.of("R", "G", "B"), List.of("X", "Y", "Z"));

    /**
     * The channels without a layer, if they are colours; else what a renderer calls combined, the compositor's result first;
     * else the first colours; else vectors; else whatever there is, as grey.
     */
    static ExrLayer of(List<ExrChannel> channels) {
        Map<String, Map<String, Integer>> layers = new LinkedHashMap<>();
        for (int i = 0; i < channels.size(); i++) {
            layers.computeIfAbsent(channels.get(i).layer(), name -> new LinkedHashMap<>())
                    .putIfAbsent(channels.get(i).component(), i);
        }
        for (List<String> components : COLOURS) {
            Optional<ExrLayer> colours = layers.entrySet().stream()
                    .filter(layer -> layer.getValue().keySet().containsAll(components))
                    .min((one, other) -> Integer.compare(rank(one.getKey()), rank(other.getKey())))
                    .map(layer -> colours(layer.getValue(), components));
            if (colours.isPresent()) {
                return colours.get();
            }
        }
        Map.Entry<String, Map<String, Integer>> first =
                layers.entrySet().iterator().next();
        return grey(first.getKey(), first.getValue());
    }

    private static int rank(String layer) {
        String lower = layer.toLowerCase(Locale.ROOT);
        if (lower.isEmpty()) {
            return 0;
        }
        if (lower.equals("composite.combined")) {
            return 1;
        }
        return switch (lower.substring(lower.lastIndexOf('.') + 1)) {
            case "combined" -> 2;
            case "image", "beauty", "rgba" -> 3;
            default -> 4;
        };
    }

    private static ExrLayer colours(Map<String, Integer> layer, List<String> components) {
        return new ExrLayer(components.stream().map(layer::get).toList(), alpha(layer), false);
    }

    private static ExrLayer grey(String name, Map<String, Integer> layer) {
        String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        Optional<String> seen = layer.keySet().stream()
                .filter(component -> !component.equals("A"))
                .findFirst();
        if (seen.isEmpty()) {
            return new ExrLayer(List.of(layer.get("A")), OptionalInt.empty(), false);
        }
        boolean distance = seen.get().equals("Z") || last.equals("depth") || last.equals("z");
        return new ExrLayer(List.of(layer.get(seen.get())), alpha(layer), distance);
    }

    private static OptionalInt alpha(Map<String, Integer> layer) {
        Integer alpha = layer.get("A");
        return alpha == null ? OptionalInt.empty() : OptionalInt.of(alpha);
    }
}
