package org.tablao.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

class FarmAccessTest {
    private static final String TOKEN = Secrets.make();
    private static final Caller OPERATOR = new Caller("operator", Caller.Kind.ADMINISTRATOR);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final FarmAccess access = new FarmAccess(TOKEN, now::get);

    @Test
    void knowsTheOperatorByTheTokenOfTheHome() {
        assertEquals(Optional.of(OPERATOR), access.callerOfToken(TOKEN));
    }

    @Test
    void knowsNobodyByAnotherToken() {
        assertEquals(Optional.empty(), access.callerOfToken(Secrets.make()));
        assertEquals(Optional.empty(), access.callerOfToken(""));
    }

    @ParameterizedTest
    @EnumSource
    void letsTheOperatorDoEverything(Action action) {
        assertDoesNotThrow(() -> access.authorize(OPERATOR, action, "J1"));
    }

    @ParameterizedTest
    @EnumSource
    void letsAnonymousCallersOnlyAskForHealthAndLogIn(Action action) {
        if (EnumSet.of(Action.READ_HEALTH, Action.LOG_IN).contains(action)) {
            assertDoesNotThrow(() -> access.authorize(Caller.ANONYMOUS, action, ""));
            return;
        }
        RefusedException refused =
                assertThrows(RefusedException.class, () -> access.authorize(Caller.ANONYMOUS, action, ""));
        assertEquals(Refusal.UNAUTHENTICATED, refused.refusal());
        assertEquals("This needs a login.", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, READ_HEALTH LOG_IN READ CHANGE_SELF",
        "ARTIST, READ_HEALTH LOG_IN READ CHANGE_SELF SUBMIT_JOB CHANGE_JOB",
        "WRANGLER, READ_HEALTH LOG_IN READ CHANGE_SELF SUBMIT_JOB CHANGE_JOB CHANGE_FARM",
        "ADMINISTRATOR, READ_HEALTH LOG_IN READ CHANGE_SELF SUBMIT_JOB CHANGE_JOB CHANGE_FARM ADMINISTER"
    })
    void letsEachKindOfUserDoWhatItsRoleSaysAndNoMore(Caller.Kind kind, String may) {
        for (Action action : Action.values()) {
            Caller caller = new Caller("ana", kind);
            if (List.of(may.split(" ")).contains(action.name())) {
                assertDoesNotThrow(() -> access.authorize(caller, action, ""), action.name());
            } else {
                RefusedException refused =
                        assertThrows(RefusedException.class, () -> access.authorize(caller, action, ""), action.name());
                assertEquals(Refusal.FORBIDDEN, refused.refusal());
            }
        }
    }

    @Test
    void letsAnArtistChangeItsOwnJobsAndAWranglerAll() {
        access.setOwners(job -> job.equals("J1") ? Optional.of("ana") : Optional.empty());
        Caller ana = new Caller("ana", Caller.Kind.ARTIST);
        Caller ben = new Caller("ben", Caller.Kind.ARTIST);
        assertDoesNotThrow(() -> access.authorize(ana, Action.CHANGE_JOB, "J1.3"));
        RefusedException refused =
                assertThrows(RefusedException.class, () -> access.authorize(ben, Action.CHANGE_JOB, "J1.3.1"));
        assertEquals("Job J1 was submitted by ana.", refused.getMessage());
        assertEquals("Ask ana or a wrangler.", refused.wayOut());
        assertDoesNotThrow(() -> access.authorize(new Caller("w", Caller.Kind.WRANGLER), Action.CHANGE_JOB, "J1"));
        assertDoesNotThrow(() -> access.authorize(ben, Action.CHANGE_JOB, "J2"), "its route says that it is not there");
    }

    @Test
    void holdsATokenToItsScope() {
        Caller reading = new Caller("ana", Caller.Kind.ADMINISTRATOR, EnumSet.of(Action.READ));
        assertDoesNotThrow(() -> access.authorize(reading, Action.READ, ""));
        assertThrows(RefusedException.class, () -> access.authorize(reading, Action.SUBMIT_JOB, ""));
    }

    @Test
    void opensASessionForTheAdministratorsTokenWithoutHandingThatOut() {
        String session = access.openSession(TOKEN).orElseThrow();
        assertNotEquals(TOKEN, session);
        assertEquals(Optional.of(OPERATOR), access.callerOfToken(session));
    }

    @Test
    void opensOneSessionForALoginCodeAndNoSecond() {
        String code = access.newLoginCode(OPERATOR);
        assertTrue(access.openSession(code).isPresent());
        assertEquals(Optional.empty(), access.openSession(code));
    }

    @Test
    void doesNotTakeALoginCodeForABearerToken() {
        assertEquals(Optional.empty(), access.callerOfToken(access.newLoginCode(OPERATOR)));
    }

    @Test
    void doesNotOpenASessionForASessionsToken() {
        assertEquals(
                Optional.empty(), access.openSession(access.openSession(TOKEN).orElseThrow()));
    }

    @Test
    void forgetsALoginCodeAfterTenMinutes() {
        String early = access.newLoginCode(OPERATOR);
        String late = access.newLoginCode(OPERATOR);
        pass(Duration.ofMinutes(10));
        assertTrue(access.openSession(early).isPresent());
        pass(Duration.ofNanos(1));
        assertEquals(Optional.empty(), access.openSession(late));
    }

    @Test
    void makesLoginCodesForNobodyElse() {
        assertThrows(RefusedException.class, () -> access.newLoginCode(Caller.ANONYMOUS));
    }

    @Test
    void endsASessionAtLogOut() {
        String session = access.openSession(TOKEN).orElseThrow();
        access.closeSession(session);
        assertEquals(Optional.empty(), access.callerOfToken(session));
    }

    @Test
    void endsASessionThatWasNotUsedForTwelveHoursAndNoOther() {
        String used = access.openSession(TOKEN).orElseThrow();
        String unused = access.openSession(TOKEN).orElseThrow();
        pass(Duration.ofHours(7));
        assertTrue(access.callerOfToken(used).isPresent());
        pass(Duration.ofHours(7));
        assertTrue(access.callerOfToken(used).isPresent());
        assertEquals(Optional.empty(), access.callerOfToken(unused));
    }

    @Test
    void endsASessionAfterSevenDaysHoweverMuchItIsUsed() {
        String session = access.openSession(TOKEN).orElseThrow();
        for (int hours = 6; hours < Sessions.LONGEST.toHours(); hours += 6) {
            pass(Duration.ofHours(6));
            assertTrue(access.callerOfToken(session).isPresent(), hours + " h");
        }
        pass(Duration.ofHours(6));
        assertEquals(Optional.empty(), access.callerOfToken(session));
    }

    @Test
    void keepsAThousandSessionsAndDropsTheLongestUnused() {
        String first = access.openSession(TOKEN).orElseThrow();
        String second = access.openSession(TOKEN).orElseThrow();
        for (int i = 2; i < Sessions.MOST; i++) {
            access.openSession(TOKEN);
        }
        assertTrue(access.callerOfToken(first).isPresent());
        access.openSession(TOKEN);
        assertTrue(access.callerOfToken(first).isPresent());
        assertEquals(Optional.empty(), access.callerOfToken(second));
    }

    @Test
    void looksAtNoFurtherCodeForAWhileAfterTenWrongOnes() {
        for (int i = 0; i < WrongLogins.FREE; i++) {
            assertEquals(Optional.empty(), access.openSession("guess " + i));
        }
        RefusedException refused = assertThrows(RefusedException.class, () -> access.openSession("guess"));
        assertEquals(Refusal.TOO_MANY, refused.refusal());
        assertEquals(Duration.ofSeconds(2), refused.retryAfter());
        assertEquals("There were too many wrong logins in a row.", refused.getMessage());
        pass(Duration.ofSeconds(1));
        for (int i = 0; i < 20; i++) {
            assertEquals(Optional.empty(), access.openSession("guess"));
            pass(WrongLogins.LONGEST);
        }
    }

    @Test
    void letsNobodyWhoGuessesCodesLockOutWhoHasOne() {
        String code = access.newLoginCode(OPERATOR);
        for (int i = 0; i < WrongLogins.FREE; i++) {
            access.openSession("guess");
        }
        assertTrue(access.openSession(TOKEN).isPresent());
        assertTrue(access.openSession(code).isPresent());
    }

    @Test
    void makesNoLoginCodeForATokenThatMayLessThanItsUser() {
        Caller scoped = new Caller("ana", Caller.Kind.ADMINISTRATOR, EnumSet.of(Action.CHANGE_SELF));
        RefusedException refused = assertThrows(RefusedException.class, () -> access.newLoginCode(scoped));
        assertEquals(Refusal.FORBIDDEN, refused.refusal());
    }

    @Test
    void letsBearerTokensPassWhileLoginsPause() {
        for (int i = 0; i < WrongLogins.FREE; i++) {
            access.openSession("guess");
        }
        assertTrue(access.callerOfToken(TOKEN).isPresent());
    }

    @Test
    void makesSecretsOf256Bits() {
        assertEquals(43, Secrets.make().length());
        assertEquals(2, Set.of(Secrets.make(), Secrets.make()).size());
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
