// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/shape.h>
#include <core/plan.h>

#include <QMap>
#include <QStringList>

namespace sm::operations {

class ShellWords;

/// What earlier steps will give, as variables of a shell: a line that is copied before the run says where its values
/// come from instead of leaving them out.
class LaterValues
{
public:
    /// \p taken  names that mean something else on the line: its secrets
    LaterValues(const ShellWords &shell, const QStringList &taken);

    /// \p input with a variable at each place of \p deferred. What is no text by \p shape stands in JSON without
    /// quotes.
    QJsonObject putInto(QJsonObject input, const QList<Deferred> &deferred, const aws::Shape &shape);

    /// "# STEPS_USER_OUTPUT_NAME is steps.user.output.Name": to the end of the line. Empty: there are no such values.
    QString comment() const;

private:
    QString nameOf(const QString &expression);
    QString textOf(const Deferred &deferred, bool isText);

    const ShellWords &m_shell;
    QStringList m_taken;
    QMap<QString, QString> m_names; ///< by expression
};

} // namespace sm::operations
