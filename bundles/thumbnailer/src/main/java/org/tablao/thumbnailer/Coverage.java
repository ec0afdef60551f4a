package org.tablao.thumbnailer;

/** Which source pixels a target pixel covers, and how much of it each is. */
record Coverage(int first, float[] weights) {
    static Coverage[] of(int source, int target) {
        Coverage[] result = new Coverage[target];
        double scale = (double) source / target;
        for (int i = 0; i < target; i++) {
            double from = i * scale;
            double to = Math.min(source, (i + 1) * scale);
            int first = (int) from;
            int last = Math.min(source - 1, (int) Math.ceil(to) - 1);
            float[] weights = new float[last - first + 1];
            for (int pixel = first; pixel <= last; pixel++) {
                weights[pixel - first] = (float) ((Math.min(to, pixel + 1) - Math.max(from, pixel)) / (to - from));
            }
            result[i] = new Coverage(first, weights);
        }
        return result;
    }
}
