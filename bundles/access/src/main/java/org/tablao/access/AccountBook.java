package org.tablao.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.TokenRow;
import org.tablao.nodeapi.store.UserRow;

/** Users and tokens as the store has them, in memory. Changed by one thread, read by any. */
final class AccountBook {
    private final Map<String, UserRow> users = new ConcurrentSkipListMap<>();
    private final Map<String, List<String>> namesByFolded = new ConcurrentHashMap<>();
    private final Map<String, TokenRow> tokens = new ConcurrentSkipListMap<>();
    private final Map<String, String> tokenByDigest = new ConcurrentHashMap<>();
    private final Map<String, Long> lastUse = new ConcurrentHashMap<>();

    static AccountBook load(Store store) throws StoreException {
        AccountBook book = new AccountBook();
        store.all(UserRow.class).forEach(book::put);
        store.all(TokenRow.class).forEach(book::put);
        return book;
    }

    /** By the very name. */
    Optional<UserRow> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** All whose names differ from this in case alone, or not at all. A farm of today has one at most that is not disabled. */
    List<UserRow> alike(String name) {
        return namesByFolded.getOrDefault(folded(name), List.of()).stream()
                .map(users::get)
                .toList();
    }

    /** As names are compared. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    List<UserRow> users() {
        return List.copyOf(users.values());
    }

    List<TokenRow> tokens() {
        return List.copyOf(tokens.values());
    }

    Optional<TokenRow> token(String id) {
        return Optional.ofNullable(tokens.get(id));
    }

    Optional<TokenRow> tokenOfDigest(String digest) {
        return Optional.ofNullable(tokenByDigest.get(digest)).flatMap(this::token);
    }

    boolean hasAdministrator() {
        return administrators() > 0;
    }

    /** Users who may log in and administer. */
    long administrators() {
        return users.values().stream()
                .filter(user -> !user.disabled() && user.role().equals("administrator"))
                .count();
    }

    void put(UserRow user) {
        users.put(user.name(), user);
        namesByFolded.merge(folded(user.name()), List.of(user.name()), AccountBook::both);
    }

    private static List<String> both(List<String> names, List<String> more) {
        return Stream.concat(names.stream(), more.stream()).distinct().toList();
    }

    void put(TokenRow token) {
        tokens.put(token.id(), token);
        tokenByDigest.put(token.digest(), token.id());
    }

    /** Told, not kept over a restart. */
    void used(String key, long millis) {
        lastUse.put(key, millis);
    }

    /** 0 where it was not used since the start. */
    long lastUse(String key) {
        return lastUse.getOrDefault(key, 0L);
    }
}
