package org.tablao.rest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tablao.nodeapi.access.Accounts;
import org.tablao.nodeapi.access.Caller;

/** Accounts that take what they are told. */
final class FakeAccounts implements Accounts {
    final List<UserView> users = new CopyOnWriteArrayList<>();

    @Override
    public boolean isSetUp() {
        return !users.isEmpty();
    }

    @Override
    public CompletionStage<UserView> setUp(NewUser administrator) {
        return create(Caller.ANONYMOUS, administrator);
    }

    @Override
    public List<UserView> users() {
        return users;
    }

    @Override
    public CompletionStage<UserView> create(Caller caller, NewUser user) {
        UserView view = new UserView(user.name(), user.displayName(), user.role(), false, "local", "", "");
        users.add(view);
        return CompletableFuture.completedFuture(view);
    }

    @Override
    public CompletionStage<UserView> change(Caller caller, String name, UserChange change) {
        return CompletableFuture.completedFuture(new UserView(
                name, change.displayName(), change.role(), change.disabled().equals("true"), "local", "", ""));
    }

    @Override
    public CompletionStage<Void> changePassword(Caller caller, String current, String next) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<TokenView> tokens(Caller caller) {
        return List.of();
    }

    @Override
    public CompletionStage<MadeToken> makeToken(Caller caller, NewToken token) {
        return CompletableFuture.completedFuture(new MadeToken(view("t1", caller, token.label(), false), "tablao_x"));
    }

    @Override
    public CompletionStage<TokenView> revokeToken(Caller caller, String id) {
        return CompletableFuture.completedFuture(view(id, caller, "", true));
    }

    private static TokenView view(String id, Caller caller, String label, boolean revoked) {
        return new TokenView(id, caller.name(), label, List.of(), "", "", "", revoked);
    }
}
