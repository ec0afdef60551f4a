package org.tablao.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tablao.nodeapi.access.Accounts.MadeToken;
import org.tablao.nodeapi.access.Accounts.NewToken;
import org.tablao.nodeapi.access.Accounts.NewUser;
import org.tablao.nodeapi.access.Accounts.TokenView;
import org.tablao.nodeapi.access.Accounts.UserChange;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.TokenRow;
import org.tablao.nodeapi.store.UserRow;

@Timeout(30)
class FarmAccountsTest {
    private static final String PASSWORD = "the skirts turn slowly";
    private static final Caller ROOT = new Caller("root", Caller.Kind.ADMINISTRATOR);

    private final RowsInMemory store = new RowsInMemory();
    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
        }
    };
    private final FarmAccess access = new FarmAccess(Secrets.make(), () -> millis.get() * 1_000_000);
    private FarmAccounts accounts;

    @BeforeEach
    void open() throws StoreException {
        accounts = new FarmAccounts(store, clock);
        access.setAccounts(accounts);
    }

    @AfterEach
    void close() {
        accounts.close();
    }

    @Test
    void isSetUpOnceByTheFirstAdministrator() throws Exception {
        assertFalse(accounts.isSetUp());
        assertEquals(
                "administrator",
                get(accounts.setUp(new NewUser("root", "", "viewer", PASSWORD))).role());
        assertTrue(accounts.isSetUp());
        assertEquals(Refusal.CONFLICT, refusal(accounts.setUp(new NewUser("eve", "", "viewer", PASSWORD))));
        reopen();
        assertTrue(accounts.isSetUp(), "it is kept");
    }

    @Test
    void logsInWithThePasswordAndNeverKeepsIt() throws Exception {
        user("ana", "artist");
        String session = get(access.logIn("ana", PASSWORD)).orElseThrow();
        assertEquals(
                new Caller("ana", Caller.Kind.ARTIST),
                access.callerOfToken(session).orElseThrow());
        assertEquals(Optional.empty(), get(access.logIn("ana", PASSWORD + ".")));
        assertEquals(Optional.empty(), get(access.logIn("nobody", PASSWORD)));
        String stored = store.all(UserRow.class).get(0).password();
        assertTrue(stored.startsWith("$argon2id$"), stored);
        assertFalse(stored.contains(PASSWORD));
    }

    @Test
    void holdsUpWhoGuessesAndNobodyElse() throws Exception {
        user("ana", "artist");
        user("ben", "artist");
        for (int i = 0; i < WrongLogins.FREE; i++) {
            assertEquals(Optional.empty(), get(access.logIn("ana", "guess number " + i)));
        }
        assertEquals(Refusal.TOO_MANY, refusal(access.logIn("ana", PASSWORD)));
        assertEquals(Refusal.TOO_MANY, refusal(access.logIn("Ana", PASSWORD)), "it is the same user");
        assertTrue(get(access.logIn("ben", PASSWORD)).isPresent());
        pass(Duration.ofSeconds(31));
        assertTrue(get(access.logIn("ana", PASSWORD)).isPresent());
    }

    @Test
    void aDisabledUserIsOutAtOnceWithSessionAndTokens() throws Exception {
        user("ana", "artist");
        String session = get(access.logIn("ana", PASSWORD)).orElseThrow();
        String token = token("ana", Set.of(), 0).secret();
        assertTrue(access.callerOfToken(token).isPresent());
        get(accounts.change(ROOT, "ana", new UserChange("", "", "", "true")));
        assertEquals(Optional.empty(), access.callerOfToken(session));
        assertEquals(Optional.empty(), access.callerOfToken(token));
        assertEquals(Optional.empty(), get(access.logIn("ana", PASSWORD)));
    }

    @Test
    void anotherRoleCountsAtOnce() throws Exception {
        user("ana", "artist");
        String session = get(access.logIn("ana", PASSWORD)).orElseThrow();
        get(accounts.change(ROOT, "ana", new UserChange("", "viewer", "", "")));
        assertEquals(
                Caller.Kind.VIEWER, access.callerOfToken(session).orElseThrow().kind());
    }

    @Test
    void keepsOneAdministrator() throws Exception {
        get(accounts.setUp(new NewUser("root", "", "", PASSWORD)));
        assertEquals(Refusal.CONFLICT, refusal(accounts.change(ROOT, "root", new UserChange("", "viewer", "", ""))));
        assertEquals(Refusal.CONFLICT, refusal(accounts.change(ROOT, "root", new UserChange("", "", "", "true"))));
        user("second", "administrator");
        assertEquals(
                "viewer",
                get(accounts.change(ROOT, "root", new UserChange("", "viewer", "", "")))
                        .role());
    }

    @Test
    void refusesWhatIsNoUserAndNamesEachField() {
        RefusedException refused = problem(accounts.create(ROOT, new NewUser("no name", "a\nb", "king", "short")));
        assertEquals(
                List.of("name", "displayName", "role", "password"),
                refused.problems().stream().map(problem -> problem.field()).toList());
        assertEquals(
                "is reserved",
                problem(accounts.create(ROOT, new NewUser("operator", "", "viewer", PASSWORD)))
                        .problems()
                        .get(0)
                        .reason());
    }

    @Test
    void givesANameToOneUserOnly() throws Exception {
        user("ana", "artist");
        assertEquals(Refusal.CONFLICT, refusal(accounts.create(ROOT, new NewUser("ana", "", "viewer", PASSWORD))));
    }

    @Test
    void changesOnesOwnPasswordWithTheCurrentOne() throws Exception {
        user("ana", "artist");
        Caller ana = new Caller("ana", Caller.Kind.ARTIST);
        assertEquals(Refusal.FORBIDDEN, refusal(accounts.changePassword(ana, "not it at all", "a new long sentence")));
        assertEquals(Refusal.INVALID, refusal(accounts.changePassword(ana, PASSWORD, "short")));
        get(accounts.changePassword(ana, PASSWORD, "a new long sentence"));
        assertTrue(get(access.logIn("ana", "a new long sentence")).isPresent());
        assertEquals(Optional.empty(), get(access.logIn("ana", PASSWORD)));
    }

    @Test
    void aTokenIsGoodForItsScopeUntilItsEndAndKeptAsADigest() throws Exception {
        user("ana", "artist");
        MadeToken made = token("ana", Set.of("read"), 30);
        Caller caller = access.callerOfToken(made.secret()).orElseThrow();
        assertTrue(caller.scope().contains(Action.READ));
        assertFalse(caller.scope().contains(Action.SUBMIT_JOB));
        TokenRow row = store.all(TokenRow.class).get(0);
        assertEquals("read", row.scopes());
        assertFalse(row.toString().contains(made.secret()));
        assertEquals(Optional.empty(), access.openSession(made.secret()), "less than all opens no session");
        reopen();
        assertTrue(access.callerOfToken(made.secret()).isPresent(), "it is kept");
        pass(Duration.ofDays(30));
        assertEquals(Optional.empty(), access.callerOfToken(made.secret()));
    }

    @Test
    void aTokenNeverGivesMoreThanTheTokenThatMadeIt() throws Exception {
        user("ana", "artist");
        Caller reading = new Caller("ana", Caller.Kind.ARTIST, Set.of(Action.READ, Action.CHANGE_SELF));
        MadeToken made = get(accounts.makeToken(reading, new NewToken("more", Set.of(), 0)));
        assertEquals(
                List.of("change-self", "read"),
                made.token().scopes().stream().sorted().toList());
    }

    @Test
    void aTokenDoesNotOutliveTheTokenThatMadeIt() throws Exception {
        user("ana", "artist");
        MadeToken parent = token("ana", Set.of(), 30);
        Caller byParent = access.callerOfToken(parent.secret()).orElseThrow();
        MadeToken forEver = get(accounts.makeToken(byParent, new NewToken("for ever", Set.of(), 0)));
        MadeToken longer = get(accounts.makeToken(byParent, new NewToken("longer", Set.of(), 31)));
        MadeToken shorter = get(accounts.makeToken(byParent, new NewToken("shorter", Set.of(), 1)));
        assertEquals(parent.token().expiresAt(), forEver.token().expiresAt());
        assertEquals(parent.token().expiresAt(), longer.token().expiresAt());
        assertEquals(
                Instant.ofEpochMilli(millis.get()).plus(Duration.ofDays(1)),
                Instant.parse(shorter.token().expiresAt()));
        pass(Duration.ofDays(30));
        assertEquals(Optional.empty(), access.callerOfToken(forEver.secret()));
    }

    @Test
    void aRevokedTokenTakesWithItWhatWasMadeWithIt() throws Exception {
        user("ana", "artist");
        MadeToken parent = token("ana", Set.of(), 0);
        Caller byParent = access.callerOfToken(parent.secret()).orElseThrow();
        MadeToken child = get(accounts.makeToken(byParent, new NewToken("child", Set.of(), 0)));
        String session = access.openSession(parent.secret()).orElseThrow();
        String byCode = access.openSession(access.newLoginCode(byParent)).orElseThrow();
        Caller bySession = access.callerOfToken(session).orElseThrow();
        MadeToken grandchild = get(accounts.makeToken(bySession, new NewToken("of a session", Set.of(), 0)));
        String own = get(access.logIn("ana", PASSWORD)).orElseThrow();
        String late = access.newLoginCode(byParent);
        reopen();
        assertTrue(access.callerOfToken(grandchild.secret()).isPresent(), "it is kept");

        get(accounts.revokeToken(ROOT, parent.token().id()));
        for (String secret : List.of(parent.secret(), child.secret(), session, byCode, grandchild.secret())) {
            assertEquals(Optional.empty(), access.callerOfToken(secret));
        }
        assertEquals(Optional.empty(), access.openSession(late), "a code that it made");
        assertTrue(access.callerOfToken(own).isPresent(), "a session by the password");
    }

    @Test
    void aSessionEndsWithTheTokenThatOpenedIt() throws Exception {
        user("ana", "artist");
        String session = access.openSession(token("ana", Set.of(), 1).secret()).orElseThrow();
        pass(Duration.ofHours(11));
        assertTrue(access.callerOfToken(session).isPresent());
        pass(Duration.ofHours(11));
        assertTrue(access.callerOfToken(session).isPresent());
        pass(Duration.ofHours(2));
        assertEquals(Optional.empty(), access.callerOfToken(session));
    }

    @Test
    void takesNamesThatDifferInCapitalsAloneForOne() throws Exception {
        user("Ana", "artist");
        RefusedException refused = problem(accounts.create(ROOT, new NewUser("ana", "", "viewer", PASSWORD)));
        assertEquals("There is a user Ana already.", refused.getMessage());
        String session = get(access.logIn("aNA", PASSWORD)).orElseThrow();
        assertEquals("Ana", access.callerOfToken(session).orElseThrow().name());
    }

    @Test
    void disablesAllButOneOfAnEarlierFarmsUsersThatDifferInCapitalsAlone() throws Exception {
        user("ana", "artist");
        UserRow ana = store.all(UserRow.class).get(0);
        store.commit(List.of(
                insert(ana, "Ana", "wrangler", 1),
                insert(ana, "ANA", "wrangler", 2),
                insert(disabled(ana), "aNa", "administrator", 0)));
        reopen();
        assertEquals(
                List.of("ANA", "aNa", "ana"),
                accounts.users().stream()
                        .filter(user -> user.disabled())
                        .map(user -> user.name())
                        .toList());
        String session = get(access.logIn("ana", PASSWORD)).orElseThrow();
        assertEquals("Ana", access.callerOfToken(session).orElseThrow().name());
        assertEquals(
                List.of("the name differs from Ana in capitals alone", "the name differs from Ana in capitals alone"),
                store.all(AuditRow.class).stream()
                        .filter(entry -> entry.action().equals("disable user"))
                        .map(AuditRow::detail)
                        .toList());
        RefusedException refused = problem(accounts.change(ROOT, "ana", new UserChange("", "", "", "false")));
        assertEquals("ana differs from Ana in capitals alone.", refused.getMessage());
        get(accounts.change(ROOT, "Ana", new UserChange("", "", "", "true")));
        get(accounts.change(ROOT, "ana", new UserChange("", "", "", "false")));
    }

    private static Change insert(UserRow like, String name, String role, long later) {
        return new Change.Insert(new UserRow(
                name, name, role, like.password(), like.disabled(), like.source(), like.createdAtMillis() + later));
    }

    private static UserRow disabled(UserRow user) {
        return new UserRow(user.name(), "", user.role(), user.password(), true, user.source(), user.createdAtMillis());
    }

    @Test
    void makesNoTokenOfWhichNothingWouldBeLeft() throws Exception {
        user("root", "administrator");
        Caller self = new Caller("root", Caller.Kind.ADMINISTRATOR, Set.of(Action.CHANGE_SELF));
        assertEquals(
                Refusal.FORBIDDEN, refusal(accounts.makeToken(self, new NewToken("for all", Set.of("administer"), 0))));
        assertEquals(List.of(), store.all(TokenRow.class));
    }

    @Test
    void showsAnAdministratorsNarrowTokenItsOwnUsersTokensOnly() throws Exception {
        user("ana", "artist");
        MadeToken made = token("ana", Set.of(), 0);
        Caller self = new Caller("root", Caller.Kind.ADMINISTRATOR, Set.of(Action.CHANGE_SELF));
        assertEquals(List.of(), accounts.tokens(self));
        assertEquals(
                Refusal.NOT_FOUND,
                refusal(accounts.revokeToken(self, made.token().id())));
    }

    @Test
    void looksAtNoMorePasswordsThanAreFreeOfThoseThatComeAtOnce() throws Exception {
        user("ana", "artist");
        List<CompletionStage<Optional<String>>> guesses = new ArrayList<>();
        for (int i = 0; i < WrongLogins.FREE + 5; i++) {
            guesses.add(access.logIn("ana", "guess number " + i));
        }
        for (CompletionStage<Optional<String>> guess : guesses.subList(0, WrongLogins.FREE)) {
            assertEquals(Optional.empty(), get(guess));
        }
        for (CompletionStage<Optional<String>> guess : guesses.subList(WrongLogins.FREE, guesses.size())) {
            assertEquals(Refusal.TOO_MANY, refusal(guess));
        }
    }

    @Test
    void keepsNoNameOrPasswordThatNobodyCanHave() {
        assertEquals(Refusal.INVALID, refusal(access.logIn("a".repeat(65), PASSWORD)));
        assertEquals(Refusal.INVALID, refusal(access.logIn("ana", "a".repeat(257))));
    }

    @Test
    void revokesOnesOwnTokensAndAnAdministratorAny() throws Exception {
        user("ana", "artist");
        user("ben", "artist");
        MadeToken made = token("ana", Set.of(), 0);
        Caller ben = new Caller("ben", Caller.Kind.ARTIST);
        assertEquals(List.of(), accounts.tokens(ben));
        assertEquals(
                Refusal.NOT_FOUND,
                refusal(accounts.revokeToken(ben, made.token().id())));
        TokenView revoked = get(accounts.revokeToken(ROOT, made.token().id()));
        assertTrue(revoked.revoked());
        assertEquals(Optional.empty(), access.callerOfToken(made.secret()));
    }

    @Test
    void refusesWhatIsNoToken() throws Exception {
        user("ana", "artist");
        Caller ana = new Caller("ana", Caller.Kind.ARTIST);
        RefusedException refused = problem(accounts.makeToken(ana, new NewToken(" ", Set.of("fly"), -1)));
        assertEquals(
                List.of("label", "days", "scopes"),
                refused.problems().stream().map(problem -> problem.field()).toList());
    }

    @Test
    void writesEachChangeIntoTheAuditWithoutASecret() throws Exception {
        user("ana", "artist");
        MadeToken made = token("ana", Set.of(), 0);
        get(accounts.change(ROOT, "ana", new UserChange("Ana", "viewer", "another long sentence", "")));
        List<AuditRow> entries = store.all(AuditRow.class);
        assertEquals(
                List.of("create user", "make token", "change user"),
                entries.stream().map(AuditRow::action).toList());
        assertEquals(
                "display name, role artist to viewer, password", entries.get(2).detail());
        assertTrue(entries.stream()
                .noneMatch(entry -> entry.toString().contains(made.secret())
                        || entry.toString().contains(PASSWORD)
                        || entry.toString().contains("argon2")));
    }

    @Test
    void changesNothingWhenTheStoreDoesNotAnswer() throws Exception {
        user("ana", "artist");
        store.broken = true;
        assertEquals(Refusal.UNAVAILABLE, refusal(accounts.change(ROOT, "ana", new UserChange("", "viewer", "", ""))));
        assertEquals("artist", accounts.users().get(0).role());
    }

    private void user(String name, String role) throws Exception {
        get(accounts.create(ROOT, new NewUser(name, "", role, PASSWORD)));
    }

    private MadeToken token(String user, Set<String> scopes, int days) throws Exception {
        return get(accounts.makeToken(new Caller(user, Caller.Kind.ARTIST), new NewToken("for a test", scopes, days)));
    }

    private void reopen() throws StoreException {
        accounts.close();
        access.unsetAccounts(accounts);
        open();
    }

    private void pass(Duration time) {
        millis.addAndGet(time.toMillis());
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static RefusedException problem(CompletionStage<?> stage) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> get(stage));
        return (RefusedException) failed.getCause();
    }

    private static Refusal refusal(CompletionStage<?> stage) {
        return problem(stage).refusal();
    }
}
