package org.tablao.nodeapi.access;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Users and their tokens. Never blocks; a stage completes when what it answers is durable, or with a {@link
 * org.tablao.nodeapi.node.RefusedException}. The caller was authorized before.
 */
@ProviderType
public interface Accounts {
    /**
     * A user.
     *
     * @param role {@code viewer}, {@code artist}, {@code wrangler} or {@code administrator}
     * @param source {@code local}, or the login source that knows the user
     * @param lastLoginAt ISO-8601, empty when there was none since this node started
     */
    record UserView(
            String name,
            String displayName,
            String role,
            boolean disabled,
            String source,
            String createdAt,
            String lastLoginAt) {}

    /** A user to be. An empty password: one that cannot log in here until it is given one. */
    record NewUser(String name, String displayName, String role, String password) {}

    /**
     * What is to be different of a user; an empty text leaves it as it is.
     *
     * @param disabled {@code true}, {@code false}, or empty
     */
    record UserChange(String displayName, String role, String password, String disabled) {}

    /**
     * A token of the API. Its secret is not kept.
     *
     * @param scopes wire names of actions it is good for: {@code read}, {@code submit-job}, …
     * @param expiresAt ISO-8601, empty for never
     */
    record TokenView(
            String id,
            String user,
            String label,
            List<String> scopes,
            String createdAt,
            String expiresAt,
            String lastUsedAt,
            boolean revoked) {}

    /**
     * A token to be.
     *
     * @param scopes empty: all that its user may do
     * @param days that it is good for; 0: without an end
     */
    record NewToken(String label, Set<String> scopes, int days) {}

    /** A token that was made just now: the only time that its secret is seen. */
    record MadeToken(TokenView token, String secret) {}

    /** Whether there is an administrator: until then nothing but the setup is answered. */
    boolean isSetUp();

    /** Makes the first administrator, once. CONFLICT where there is one. */
    CompletionStage<UserView> setUp(NewUser administrator);

    List<UserView> users();

    CompletionStage<UserView> create(Caller caller, NewUser user);

    CompletionStage<UserView> change(Caller caller, String name, UserChange change);

    /** Changes the caller's own password. */
    CompletionStage<Void> changePassword(Caller caller, String current, String next);

    /** The caller's own, or those of all for an administrator. */
    List<TokenView> tokens(Caller caller);

    CompletionStage<MadeToken> makeToken(Caller caller, NewToken token);

    /** Of the caller's own, or of any for an administrator. */
    CompletionStage<TokenView> revokeToken(Caller caller, String id);
}
