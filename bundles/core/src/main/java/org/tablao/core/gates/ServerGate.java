package org.tablao.core.gates;

/** The server has not been away for longer than it leases jobs. */
final class ServerGate implements Gate {
    @Override
    public String name() {
        return "server";
    }

    @Override
    public boolean opens(Question question) {
        return question.mayGive;
    }

    @Override
    public Said says(Question question, boolean open) {
        return open
                ? Said.open("The server leases the job to this manager.")
                : new Said(
                        "The manager has not heard of the server for so long that its job leases are over.",
                        "The server has to be there again.");
    }
}
