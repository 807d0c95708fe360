// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/shape.h>

#include <QString>

namespace sm::lint {

/// Whether "password", "api-key" or the like is one of the words of \p name: "DB_PASSWORD", "secret-id".
bool isSecretName(const QString &name);

/// Whether what is called \p name is a secret itself: "PGPASSWORD", "api-key", not "secret-id".
bool namesASecret(const QString &name);

/// Whether the AWS CLI takes a secret behind --\p option.
bool isSecretOption(const QString &option);

/// Whether \p header of HTTP carries a credential.
bool isSecretHeader(const QString &header);

/// Whether a value of \p shape is a credential. The models call more than that sensitive: names of people, texts that
/// somebody wrote, input and output of what runs.
bool isCredential(const aws::Shape &shape);

/// The flag behind which \p program takes a password, where \p word is one: "-a" of redis-cli, "-p" of "docker login".
/// The value may be a part of the word. Empty: it is none.
QString passwordFlag(const QString &program, const QString &word);

/// Whether the shell puts nothing secret there: a placeholder that a person fills in is not one yet.
bool isHarmless(const QString &value);

} // namespace sm::lint
