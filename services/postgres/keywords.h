// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <postgres/settings.h>

#include <QByteArrayList>

namespace sm::postgres {

/// The user's file as libpq would look for it, else what the computer trusts; libpq 15 can not find the latter itself.
QString rootCertificateOf(const Settings &settings);

/// What PQconnectStartParams() is given: never one text that could be printed. Overwrites its copy of the password.
class Keywords
{
public:
    /// \param addresses where settings.host is; empty for a local socket
    Keywords(const Settings &settings, const QByteArrayList &addresses);
    ~Keywords();
    Keywords(const Keywords &) = delete;
    Keywords &operator=(const Keywords &) = delete;

    /// Both end with a null.
    const char *const *names() const { return m_names.data(); }
    const char *const *values() const { return m_values.data(); }

private:
    void add(const char *name, QByteArray value);
    void addTls(const Settings &settings);

    QByteArrayList m_texts;
    QByteArray m_password;
    std::vector<const char *> m_names;
    std::vector<const char *> m_values;
};

} // namespace sm::postgres
