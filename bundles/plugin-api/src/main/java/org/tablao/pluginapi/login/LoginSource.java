package org.tablao.pluginapi.login;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows users by name and password: a directory, a file. Asked beside the farm's own accounts, in the order of service rankings,
 * on a thread that may block; one that takes longer than five seconds counts as not knowing the user.
 */
@ConsumerType
public interface LoginSource {
    /**
     * Who logs in.
     *
     * @return empty when this source does not know the name, or the password is not the user's: it must not tell which
     */
    Optional<KnownUser> check(String name, String password);
}
