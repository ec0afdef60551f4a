package org.tablao.core.manager;

import java.util.List;
import org.tablao.nodeapi.manager.PolicyState;

/**
 * What was compared with a shadow policy.
 *
 * @param last differences, the newest first
 */
public record ShadowCount(long assignments, long differences, List<PolicyState.Difference> last) {}
