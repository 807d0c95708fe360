// SPDX-License-Identifier: GPL-3.0-or-later
#include "poolwalk.h"

#include <aws/paginator.h>
#include <keeping/linereader.h>

#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

using ItemHandler = std::function<Result<void>(const QJsonObject &item)>;

struct Listing
{
    QString operation;
    QString member; ///< of the answer
    QJsonObject input;
};

QCoro::Task<Result<void>> walkList(
    aws::Caller *caller, const aws::Models *models, Listing listing, ItemHandler onItem, CancelToken token)
{
    aws::Paginator pages(*caller, *models, {u"cognito-idp"_s, listing.operation, listing.input});
    while (true) {
        const Result<std::optional<QJsonObject>> page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            co_return ok();
        const QJsonArray items = (*page)->value(listing.member).toArray();
        for (const QJsonValue item : items) {
            if (const Result<void> taken = onItem(item.toObject()); !taken)
                co_return taken.error();
        }
    }
}

Result<void> walkLines(const QString &path, const ItemHandler &onLine)
{
    LineReader lines(path);
    while (true) {
        const Result<std::optional<QJsonObject>> line = lines.next();
        if (!line)
            return line.error();
        if (!*line)
            return ok();
        if (const Result<void> taken = onLine(**line); !taken)
            return taken.error();
    }
}

} // namespace

QJsonObject groupFrom(const QJsonObject &cognito)
{
    QJsonObject group;
    const QStringList kept{u"GroupName"_s, u"Description"_s, u"Precedence"_s, u"RoleArn"_s};
    for (const QString &member : kept) {
        const QJsonValue value = cognito.value(member);
        if (!value.isUndefined() && !value.isNull() && value != QJsonValue(QString()))
            group.insert(member, value);
    }
    return group;
}

QCoro::Task<Result<void>> walkPool(
    aws::Caller *caller, const aws::Models *models, QString pool, PoolVisitor visitor, CancelToken token)
{
    constexpr int usersOfAPage = 60; // as many as there may be
    const QJsonObject input{{u"UserPoolId"_s, pool}, {u"Limit"_s, usersOfAPage}};
    const Listing users{u"ListUsers"_s, u"Users"_s, input};
    const ItemHandler onUser = [&visitor](const QJsonObject &item) { return visitor.user(poolUserFrom(item)); };
    if (const Result<void> walked = co_await walkList(caller, models, users, onUser, token); !walked)
        co_return walked.error();
    QStringList names;
    const Listing groups{u"ListGroups"_s, u"Groups"_s, input};
    const ItemHandler onGroup = [&visitor, &names](const QJsonObject &item) {
        names << item.value(u"GroupName"_s).toString();
        return visitor.group(groupFrom(item));
    };
    if (const Result<void> walked = co_await walkList(caller, models, groups, onGroup, token); !walked)
        co_return walked.error();
    for (const QString &name : std::as_const(names)) {
        Listing members{u"ListUsersInGroup"_s, u"Users"_s, input};
        members.input.insert(u"GroupName"_s, name);
        const ItemHandler onMember = [&visitor, &name](const QJsonObject &item) {
            return visitor.member(name, item.value(u"Username"_s).toString());
        };
        if (const Result<void> walked = co_await walkList(caller, models, members, onMember, token); !walked)
            co_return walked.error();
    }
    co_return ok();
}

Result<void> walkBackup(const QString &folder, const PoolVisitor &visitor)
{
    const QString base = folder + u'/';
    const auto onUser = [&visitor](const QJsonObject &line) { return visitor.user(poolUserFromLine(line)); };
    if (const Result<void> walked = walkLines(base + QLatin1String(usersFile), onUser); !walked)
        return walked;
    const auto onGroup = [&visitor](const QJsonObject &line) { return visitor.group(groupFrom(line)); };
    if (const Result<void> walked = walkLines(base + QLatin1String(groupsFile), onGroup); !walked)
        return walked;
    return walkLines(base + QLatin1String(membersFile), [&visitor](const QJsonObject &line) {
        return visitor.member(line.value(u"group"_s).toString(), line.value(u"user"_s).toString());
    });
}

} // namespace sm::backups
