// SPDX-License-Identifier: GPL-3.0-or-later
#include "userimport.h"

#include "importcolumns.h"
#include "newuserrules.h"

#include <core/csv.h>

#include <QCoreApplication>
#include <QSet>

#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace sm::users {

namespace {

constexpr qsizetype MostUsers = 10'000;
constexpr qsizetype MostColumns = 200;
constexpr qsizetype ShownOfName = 128;

QString tr(const char *text) { return QCoreApplication::translate("sm::users::UserImport", text); }

/// Nothing: neither; an empty field means yes.
std::optional<bool> yesOrNo(const QString &text)
{
    const QString word = text.trimmed().toCaseFolded();
    if (word.isEmpty() || word == "yes"_L1 || word == "true"_L1 || word == "1"_L1)
        return true;
    if (word == "no"_L1 || word == "false"_L1 || word == "0"_L1)
        return false;
    return {};
}

QStringList groupsIn(const QString &field)
{
    QStringList groups;
    for (const QString &part : field.split(u';')) {
        const QString group = part.trimmed();
        if (!group.isEmpty() && !groups.contains(group))
            groups.append(group);
    }
    return groups;
}

/// Makes users of rows, one after the other: it remembers which it has seen.
class RowReader
{
public:
    RowReader(const ImportColumns &columns, const UserPool &pool, const QList<UserGroup> &groups,
        const std::function<bool(const QString &)> &exists)
        : m_columns(columns)
        , m_pool(pool)
        , m_exists(exists)
    {
        for (const UserGroup &group : groups)
            m_groups.insert(group.name.value);
    }

    NewUser userOf(const QStringList &fields) const
    {
        NewUser user;
        user.name.value = textAt(fields, m_columns.name);
        for (const auto &[column, name] : m_columns.attributes) {
            const QString value = textAt(fields, column);
            if (!value.isEmpty())
                user.attributes.append({name, value});
        }
        user.groups = groupsIn(textAt(fields, m_columns.groups));
        user.sendInvitation = yesOrNo(textAt(fields, m_columns.sendInvitation)).value_or(false);
        user.emailVerified = yesOrNo(textAt(fields, m_columns.emailVerified)).value_or(false);
        return user;
    }

    /// Why \p user can not be created; empty: it can.
    QString problemOf(const QStringList &fields, const NewUser &user)
    {
        QString problem = users::problemOf(user, m_pool);
        if (problem.isEmpty())
            problem = problemOfName(user.name.value.toCaseFolded());
        if (problem.isEmpty())
            problem = problemOfSwitches(fields);
        return problem.isEmpty() ? problemOfGroups(user.groups) : problem;
    }

private:
    static QString textAt(const QStringList &fields, int column)
    {
        return column < 0 ? QString() : csv::undefused(fields.at(column)).trimmed();
    }
    QString problemOfName(const QString &folded)
    {
        if (m_seen.contains(folded))
            return tr("The same user stands further up in this file.");
        m_seen.insert(folded);
        return m_exists(folded) ? tr("The pool has this user already.") : QString();
    }
    QString problemOfSwitches(const QStringList &fields) const
    {
        if (!yesOrNo(textAt(fields, m_columns.sendInvitation)))
            return tr("send_invitation is neither yes nor no.");
        return yesOrNo(textAt(fields, m_columns.emailVerified)) ? QString()
                                                                : tr("email_verified is neither yes nor no.");
    }
    QString problemOfGroups(const QStringList &groups) const
    {
        for (const QString &group : groups) {
            if (!m_groups.contains(group))
                return tr("There is no group \"%1\".").arg(group.left(60));
        }
        return {};
    }

    const ImportColumns &m_columns;
    const UserPool &m_pool;
    const std::function<bool(const QString &)> &m_exists;
    QSet<QString> m_groups;
    QSet<QString> m_seen;
};

} // namespace

Result<UserImport> readUsers(const QByteArray &csv, const UserPool &pool, const QList<UserGroup> &groups,
    const std::function<bool(const QString &)> &exists)
{
    const Result<QList<csv::Row>> rows = csv::read(csv, {.rows = MostUsers + 1, .columns = MostColumns});
    if (!rows)
        return rows.error();
    if (rows->isEmpty())
        return Error(Error::Kind::Invalid, tr("The file is empty. Its first line has to name the columns."));
    const Result<ImportColumns> columns = ImportColumns::of(rows->first().fields, pool);
    if (!columns)
        return columns.error();

    UserImport import;
    RowReader reader(*columns, pool, groups, exists);
    for (const csv::Row &row : rows->mid(1)) {
        const NewUser user = reader.userOf(row.fields);
        const QString problem = reader.problemOf(row.fields, user);
        import.rows.append({static_cast<int>(row.number), user.name.value.left(ShownOfName), problem});
        if (problem.isEmpty())
            import.users.append(user);
    }
    return import;
}

} // namespace sm::users
