// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QByteArrayList>
#include <QJsonArray>
#include <QStringList>

namespace sm::postgres {

/// JSON values in the text form in which PostgreSQL takes parameters; the server infers their types.
class Parameters
{
public:
    /// \error Kind::Invalid code "Parameter": it can not be sent as it stands (a NUL, half a surrogate pair, not
    /// finite)
    static Result<Parameters> of(const QJsonArray &values);

    int count() const { return int(m_texts.size()); }
    /// A null pointer is NULL; valid as long as this.
    std::vector<const char *> pointers() const;
    /// For the search in error messages.
    QStringList texts() const;

private:
    QByteArrayList m_texts; ///< null for NULL
};

} // namespace sm::postgres
