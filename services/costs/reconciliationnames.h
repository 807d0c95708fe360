// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace sm::costs {

/// Finds the same service under the names that different sources have for it.
class ServiceNames
{
public:
    /// Those inside the program.
    ServiceNames();

    /// The common name of what a source calls \p name: the product code of a bill, Cost Explorer's name, FOCUS's. A
    /// name that nothing is known of is its own.
    QString commonName(const QString &name) const;

private:
    QHash<QString, QString> m_common; ///< by name in lower case
};

} // namespace sm::costs
