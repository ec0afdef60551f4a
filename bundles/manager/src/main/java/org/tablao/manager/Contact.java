package org.tablao.manager;

import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.manager.ManagerGate;

/** One session with the server. */
record Contact(ManagerGate gate, Session session, double heartbeatSeconds, double leaseSeconds, double marginSeconds) {}
