package org.tablao.nodeapi.manager;

import java.util.List;

/** What a manager gets from the server: new jobs, and wishes for those it has. Either may be empty. */
public record ManagerOrders(List<JobLease> jobs, List<Wish> wishes) {}
