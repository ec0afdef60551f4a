package org.tablao.thumbnailer;

/** The numbers of 16 bits that most OpenEXR files hold. */
final class HalfFloat {
    private static final float[] FLOATS = new float[1 << 16];

    static {
        for (int bits = 0; bits < FLOATS.length; bits++) {
            FLOATS[bits] = computed(bits);
        }
    }

    private HalfFloat() {}

    static float toFloat(short half) {
        return FLOATS[half & 0xffff];
    }

    private static float computed(int bits) {
        int exponent = bits >> 10 & 0x1f;
        int mantissa = bits & 0x3ff;
        float size =
                switch (exponent) {
                    case 0 -> mantissa * 0x1p-24f;
                    case 0x1f -> mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
                    default -> Float.intBitsToFloat(((exponent + 112) << 23) | (mantissa << 13));
                };
        return (bits & 0x8000) == 0 ? size : -size;
    }
}
