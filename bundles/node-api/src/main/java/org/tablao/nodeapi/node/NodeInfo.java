package org.tablao.nodeapi.node;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** The node: what it was started as. Does not change while it runs. */
@ProviderType
public interface NodeInfo {
    /** {@code server}, {@code manager}, {@code worker}, {@code dashboard}; {@code farm} is spelled out. */
    Set<String> roles();

    /** What people call it; the host's name unless given. */
    String name();

    /** Tablao's version. */
    String version();

    /** The home; {@code etc plugins data log} are in it. */
    Path home();

    /** The folder of what must outlive the process: {@code <home>/data}. */
    Path data();

    /** The port its HTTP service listens on; empty for a node that does not listen. */
    Optional<Integer> port();

    /** Where others reach it; empty for a node that does not listen. */
    Optional<URI> url();

    /** Where its server is; empty where the server is in this framework or was not named. */
    Optional<URI> server();

    /** Where its manager is; empty where the manager is in this framework or was not named. */
    Optional<URI> manager();

    /** The token to join with, read anew from its file or variable at each call; empty where there is none. */
    Optional<String> joinToken();
}
