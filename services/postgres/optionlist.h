// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/secret.h>

#include <QHash>
#include <QStringList>

struct _PQconninfoOption;

namespace sm::postgres {

/// Connection parameters as libpq itself reads them, by libpq's names.
class OptionList
{
public:
    /// Of an address; nothing that the address does not name.
    static OptionList parse(const QString &url);
    /// Of the environment, the service file and libpq's own defaults.
    static OptionList defaults();

    bool isValid() const { return m_valid; }
    QStringList names() const { return m_values.keys() + m_secrets.keys(); }
    QString text(const QString &name) const { return m_values.value(name); }
    Secret secret(const QString &name) const { return m_secrets.value(name); }
    void override(const OptionList &other);

private:
    /// Takes \p options over and frees them; secrets are overwritten first.
    explicit OptionList(_PQconninfoOption *options);

    QHash<QString, QString> m_values;
    QHash<QString, Secret> m_secrets;
    bool m_valid;
};

} // namespace sm::postgres
