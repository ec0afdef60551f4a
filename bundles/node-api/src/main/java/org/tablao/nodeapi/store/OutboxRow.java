package org.tablao.nodeapi.store;

/**
 * An event that the server has not acknowledged yet. Key: sequence.
 *
 * @param event JSON of {@link org.tablao.nodeapi.manager.ManagerEvent}
 */
public record OutboxRow(long sequence, byte[] event) implements Row {}
