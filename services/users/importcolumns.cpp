// SPDX-License-Identifier: GPL-3.0-or-later
#include "importcolumns.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace sm::users {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::users::UserImport", text); }

Error wrong(int column, const QString &sentence, const QString &title)
{
    return Error(Error::Kind::Invalid, sentence.arg(QString::number(column + 1), title.left(60)));
}

/// The pool's own spelling of the attribute \p folded; empty: it has none.
QString attributeNamed(const QString &folded, const UserPool &pool)
{
    for (const QString &name : pool.attributeNames) {
        if (name.toCaseFolded() == folded && !isServiceOwned(name))
            return name;
    }
    return {};
}

} // namespace

Result<ImportColumns> ImportColumns::of(const QStringList &header, const UserPool &pool)
{
    ImportColumns columns;
    const QHash<QString, int *> known{{u"username"_s, &columns.name}, {u"groups"_s, &columns.groups},
        {u"send_invitation"_s, &columns.sendInvitation}, {u"email_verified"_s, &columns.emailVerified}};
    QHash<QString, int> seen;
    for (int i = 0; i < header.size(); ++i) {
        const QString title = header.at(i).trimmed();
        const QString key = title.toCaseFolded();
        const QString attribute = attributeNamed(key, pool);
        if (seen.contains(key))
            return wrong(i, tr("Line 1, column %1: \"%2\" stands there twice. Remove one of the columns."), title);
        seen.insert(key, i);
        if (int *place = known.value(key))
            *place = i;
        else if (!attribute.isEmpty())
            columns.attributes.append({i, attribute});
        else
            return wrong(
                i, tr("Line 1, column %1: the pool has no attribute \"%2\". Rename or remove the column."), title);
    }
    if (columns.name < 0)
        columns.name = seen.value(u"email"_s, -1);
    if (columns.name < 0)
        return Error(Error::Kind::Invalid, tr("Line 1: there is no column \"username\" or \"email\"."));
    return columns;
}

} // namespace sm::users
