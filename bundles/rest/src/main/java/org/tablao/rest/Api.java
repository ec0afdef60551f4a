package org.tablao.rest;

import java.util.Map;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.async.AsyncContextDelegateProviderImpl;
import org.glassfish.jersey.servlet.spi.AsyncContextDelegateProvider;
import org.tablao.nodeapi.access.Access;
import org.tablao.nodeapi.access.Accounts;
import org.tablao.nodeapi.access.AuditTrail;
import org.tablao.nodeapi.farm.Farm;
import org.tablao.nodeapi.farm.FrameFiles;
import org.tablao.nodeapi.farm.TaskLogs;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.tls.Nodes;

/** All routes and what stands around them, by name: nothing is searched for. */
final class Api extends ResourceConfig {
    /** What the routes are made of. */
    record Parts(
            Farm farm,
            FrameFiles files,
            TaskLogs logs,
            Access access,
            Accounts accounts,
            AuditTrail audit,
            Nodes nodes,
            NodeInfo node) {}

    Api(Parts parts) {
        Gate gate = new Gate(parts.access(), cookieName(parts.node()));
        registerClasses(
                JobsResource.class,
                TasksResource.class,
                FramesResource.class,
                ShotsResource.class,
                NodesResource.class,
                AdministrationResource.class,
                WishesResource.class,
                ActionsResource.class,
                AboutResource.class,
                SessionResource.class,
                AccountsResource.class,
                AuditResource.class,
                CertificatesResource.class,
                AuditFilter.class);
        register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(parts.farm()).to(Farm.class);
                bind(parts.files()).to(FrameFiles.class);
                bind(parts.logs()).to(TaskLogs.class);
                bind(parts.access()).to(Access.class);
                bind(parts.accounts()).to(Accounts.class);
                bind(parts.audit()).to(AuditTrail.class);
                bind(parts.nodes()).to(Nodes.class);
                bind(parts.node()).to(NodeInfo.class);
                bind(gate).to(Gate.class);
                // By name, since nothing is searched for: without it Jersey cannot wait for a stage.
                bind(AsyncContextDelegateProviderImpl.class).to(AsyncContextDelegateProvider.class);
            }
        });
        register(new GateFeature(gate));
        register(new BodyLimit());
        register(new ProblemMapper());
        register(new AnswerHeaders());
        register(new Json());
        register(JacksonFeature.withoutExceptionMappers());
        addProperties(Map.of(
                CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
                CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
                CommonProperties.PROVIDER_DEFAULT_DISABLE, "DOM,SAX,SOURCE,DATASOURCE,RENDEREDIMAGE",
                ServerProperties.WADL_FEATURE_DISABLE, true,
                ServerProperties.BV_FEATURE_DISABLE, true,
                ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true));
    }

    /** Cookies know no ports: two nodes on one host must not log each other out. */
    static String cookieName(NodeInfo node) {
        return "tablao-" + node.port().map(String::valueOf).orElse("none");
    }
}
