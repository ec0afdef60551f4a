package org.tablao.nodeapi.access;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who calls.
 *
 * @param name for the audit and for {@code submittedBy}; a user's name is never given to another
 * @param kind what it may be
 * @param scope what it may do at most, by the token that it shows
 * @param token id of the token of the API that it shows, or that its session was opened with; empty where there is none
 * @param address where it calls from; empty where that is not known
 */
public record Caller(String name, Kind kind, Set<Action> scope, String token, String address) {

    /** What a caller may be, the least first. */
    public enum Kind {
        /** Showed nothing. */
        ANONYMOUS,
        /** Sees all and changes nothing. */
        VIEWER,
        /** Submits, and changes what is its own. */
        ARTIST,
        /** Changes all jobs, workers and limits. */
        WRANGLER,
        /** May do all: users, tokens, nodes, plugins. Also who holds the home's administrator token. */
        ADMINISTRATOR
    }

    public static final Caller ANONYMOUS = new Caller("anonymous", Kind.ANONYMOUS);

    public Caller {
        scope = Set.copyOf(scope);
    }

    /** A caller whose kind alone bounds it. */
    public Caller(String name, Kind kind) {
        this(name, kind, EnumSet.allOf(Action.class));
    }

    /** A caller by no token, from nowhere in particular. */
    public Caller(String name, Kind kind, Set<Action> scope) {
        this(name, kind, scope, "", "");
    }

    /** The same, calling from an address. */
    public Caller from(String where) {
        return new Caller(name, kind, scope, token, where);
    }

    /** The same, by a token. */
    public Caller by(String tokenId) {
        return new Caller(name, kind, scope, tokenId, address);
    }
}
