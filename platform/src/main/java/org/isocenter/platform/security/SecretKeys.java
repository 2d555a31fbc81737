package org.isocenter.platform.security;

import java.security.KeyPair;

/** The secrets of an installation, kept outside the database. */
public interface SecretKeys {

    /** 32 bytes that seal the projects' keys. */
    byte[] master();

    /** The Ed25519 keys that sign the audit roots. */
    KeyPair audit();
}
