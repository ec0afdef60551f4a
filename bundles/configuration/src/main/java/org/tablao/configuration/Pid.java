package org.tablao.configuration;

/**
 * Whose configuration it is: {@code pid}, or {@code factory~name}.
 *
 * @param instance empty for a single configuration
 */
record Pid(String component, String instance) {

    /** @param text such as {@code org.tablao.storage} or {@code org.tablao.mail~night} */
    static Pid of(String text) {
        int tilde = text.indexOf('~');
        return tilde < 0 ? new Pid(text, "") : new Pid(text.substring(0, tilde), text.substring(tilde + 1));
    }

    boolean isFactory() {
        return !instance.isEmpty();
    }

    @Override
    public String toString() {
        return isFactory() ? component + "~" + instance : component;
    }
}
