// SPDX-License-Identifier: GPL-3.0-or-later
#include "facts.h"

#include <QFile>
#include <QJsonDocument>

// Outside of any namespace, as the macro wants it: a static library's resources are not there by themselves.
static void registerLintFiles() { Q_INIT_RESOURCE(lint); }

namespace sm::lint {

using namespace Qt::Literals::StringLiterals;

QJsonObject facts(const QString &name)
{
    registerLintFiles();
    QFile file(u":/lint/"_s + name);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen); // it is inside the program
    return isOpen ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace sm::lint
