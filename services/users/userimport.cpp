// SPDX-License-Identifier: GPL-3.0-or-later
#include "userimport.h"

#include <core/csv.h>

#include <QCoreApplication>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace sm::users {

namespace {

constexpr qsizetype MostUsers = 10'000;
constexpr qsizetype LongestName = 128; // UsernameType
constexpr qsizetype LongestValue = 2048; // AttributeValueType

QString tr(const char *text) { return QCoreApplication::translate("sm::users::UserImport", text); }

bool saysNo(const QString &text)
{
    const QString word = text.trimmed().toCaseFolded();
    return word == "no"_L1 || word == "false"_L1 || word == "0"_L1;
}

/// What the columns mean; -1 where there is none.
struct Columns
{
    int name = -1;
    int groups = -1;
    int sendInvitation = -1;
    int emailVerified = -1;
    QList<std::pair<int, QString>> attributes;
};

Result<Columns> columnsOf(const QStringList &header, const UserPool &pool)
{
    Columns columns;
    int email = -1;
    for (int i = 0; i < header.size(); ++i) {
        const QString title = header.at(i).trimmed();
        const QString key = title.toCaseFolded();
        const auto same = [&key](const QString &name) { return name.toCaseFolded() == key; };
        const auto known = std::find_if(pool.attributeNames.begin(), pool.attributeNames.end(), same);
        if (key == "username"_L1)
            columns.name = i;
        else if (key == "groups"_L1)
            columns.groups = i;
        else if (key == "send_invitation"_L1)
            columns.sendInvitation = i;
        else if (key == "email_verified"_L1)
            columns.emailVerified = i;
        else if (known != pool.attributeNames.end() && *known != "sub"_L1)
            columns.attributes.append({i, *known});
        else
            return Error(Error::Kind::Invalid,
                tr("Line 1, column %1: the pool has no attribute \"%2\". Rename or remove the column.")
                    .arg(i + 1)
                    .arg(title.left(60)));
        if (key == "email"_L1)
            email = i;
    }
    if (columns.name < 0)
        columns.name = email;
    if (columns.name < 0)
        return Error(Error::Kind::Invalid, tr("Line 1: there is no column \"username\" or \"email\"."));
    return columns;
}

bool hasControlCharacter(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

class RowReader
{
public:
    RowReader(const Columns &columns, const UserPool &pool, const QList<UserGroup> &groups,
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
        user.name.value = fields.at(m_columns.name).trimmed();
        for (const auto &[column, name] : m_columns.attributes) {
            const QString value = csv::undefused(fields.at(column)).trimmed();
            if (!value.isEmpty())
                user.attributes.append({name, value});
        }
        if (m_columns.groups >= 0) {
            for (const QString &group : fields.at(m_columns.groups).split(u';', Qt::SkipEmptyParts))
                user.groups.append(group.trimmed());
        }
        user.sendInvitation = m_columns.sendInvitation < 0 || !saysNo(fields.at(m_columns.sendInvitation));
        user.emailVerified = m_columns.emailVerified < 0 || !saysNo(fields.at(m_columns.emailVerified));
        return user;
    }

    /// Why \p user can not be created; empty: it can.
    QString problemOf(const NewUser &user)
    {
        const QString &name = user.name.value;
        if (name.isEmpty())
            return tr("No user name.");
        if (name.size() > LongestName)
            return tr("The user name is longer than %1 characters.").arg(LongestName);
        if (hasControlCharacter(name))
            return tr("The user name holds control characters.");
        if (m_pool.usernameAttributes.contains("email"_L1) && !name.contains(u'@'))
            return tr("This pool signs in with e-mail addresses; this is none.");
        if (m_seen.contains(name.toCaseFolded()))
            return tr("The same user stands further up in this file.");
        m_seen.insert(name.toCaseFolded());
        if (m_exists(name))
            return tr("The pool has this user already.");
        for (const UserAttribute &each : user.attributes) {
            if (each.value.size() > LongestValue)
                return tr("%1 is longer than %2 characters.").arg(each.name).arg(LongestValue);
        }
        return missingOf(user);
    }

private:
    QString missingOf(const NewUser &user) const
    {
        for (const QString &required : m_pool.requiredAttributes) {
            const auto named = [&required](const UserAttribute &each) { return each.name == required; };
            if (std::none_of(user.attributes.begin(), user.attributes.end(), named))
                return tr("The pool asks for %1.").arg(required);
        }
        for (const QString &group : user.groups) {
            if (!m_groups.contains(group))
                return tr("There is no group \"%1\".").arg(group.left(60));
        }
        return {};
    }

    const Columns &m_columns;
    const UserPool &m_pool;
    const std::function<bool(const QString &)> &m_exists;
    QSet<QString> m_groups;
    QSet<QString> m_seen;
};

} // namespace

Result<UserImport> readUsers(const QByteArray &csv, const UserPool &pool, const QList<UserGroup> &groups,
    const std::function<bool(const QString &)> &exists)
{
    const Result<QList<csv::Row>> rows = csv::read(csv, {.rows = MostUsers + 1, .columns = 200});
    if (!rows)
        return rows.error();
    if (rows->isEmpty())
        return Error(Error::Kind::Invalid, tr("The file is empty. Its first line has to name the columns."));
    const Result<Columns> columns = columnsOf(rows->first().fields, pool);
    if (!columns)
        return columns.error();

    UserImport import;
    RowReader reader(*columns, pool, groups, exists);
    for (const csv::Row &row : rows->mid(1)) {
        const NewUser user = reader.userOf(row.fields);
        const QString problem = reader.problemOf(user);
        import.rows.append({static_cast<int>(row.number), user.name.value.left(LongestName), problem});
        if (problem.isEmpty())
            import.users.append(user);
    }
    return import;
}

} // namespace sm::users
