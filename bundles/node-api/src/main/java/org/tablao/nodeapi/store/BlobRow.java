package org.tablao.nodeapi.store;

/** Key: sha256. */
public record BlobRow(String sha256, byte[] bytes) implements Row {}
