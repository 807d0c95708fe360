// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QString>

#include <functional>

namespace sm::executors {

/// A piece of SQL with the values that it names as $1, $2, …
struct BoundSql
{
    QString sql;
    QJsonArray parameters;
};

/// \p sql with each parameter, by its number, replaced by what \p text makes of it. Text in quotes and comments stays.
QString withParametersReplaced(const QString &sql, const std::function<QString(int)> &text);

/// The highest number of a parameter in \p sql; 0: there is none.
int highestParameter(const QString &sql);

/// A piece of a statement with those of the statement's \p parameters that it names, numbered anew: a server that is
/// sent more values than it finds parameters refuses the statement.
BoundSql bound(const QString &piece, const QJsonArray &parameters);

} // namespace sm::executors
