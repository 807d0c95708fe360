// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconciliationnames.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

// Outside of any namespace, as the macro wants it: a static library's resources are not there by themselves.
static void registerReconciliationFiles() { Q_INIT_RESOURCE(reconciliation); }

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

ServiceNames::ServiceNames()
{
    registerReconciliationFiles();
    QFile file(u":/costs/reconciliation/services.json"_s);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen); // it is inside the program
    const QJsonArray services = isOpen ? QJsonDocument::fromJson(file.readAll()).array() : QJsonArray();
    for (const QJsonValue &service : services) {
        const QJsonArray names = service.toArray();
        for (const QJsonValue &name : names)
            m_common.insert(name.toString().toLower(), names.first().toString());
    }
}

QString ServiceNames::commonName(const QString &name) const { return m_common.value(name.toLower(), name); }

} // namespace sm::costs
