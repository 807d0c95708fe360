// SPDX-License-Identifier: GPL-3.0-or-later
#include "removal.h"

#include "importrun.h"

#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

/// One that was not found is gone, and that is what was wanted.
QCoro::Task<Result<void>> removeOne(aws::Caller *caller, WritePermit permit, aws::Call call)
{
    const Result<aws::Answer> gone = co_await caller->write(permit, call, Repeat::Value, {});
    if (!gone && gone.error().kind() != Error::Kind::NotFound)
        co_return gone.error();
    co_return ok();
}

Error withRemoved(const Error &error, qint64 removed)
{
    const bool isOnlyPartOfIt = removed > 0 && error.changed() == Error::Changed::No;
    return isOnlyPartOfIt ? error.withChanged(Error::Changed::Yes) : error;
}

/// What of an import may go, and what stays.
struct Choice
{
    QStringList users;
    QStringList changed;
    QStringList groups;
    qint64 gone = 0;
};

Choice chosen(const ImportView &view, const Manifest &manifest, const QJsonObject &made)
{
    Choice choice;
    const QJsonArray users = made.value(u"users"_s).toArray();
    for (const QJsonValue each : users) {
        const QString name = each.toString();
        const QString key = view.there.keys.value(name);
        const PoolContents::User kept = view.kept.users.value(key);
        const bool isSame = view.there.isImported(key, kept, manifest.takenAt)
            && view.there.users.value(key).isEnabled == kept.isEnabled;
        if (key.isEmpty())
            ++choice.gone;
        else if (isSame)
            choice.users << name;
        else
            choice.changed << name;
    }
    const QJsonArray groups = made.value(u"groups"_s).toArray();
    for (const QJsonValue each : groups) {
        const QString name = each.toString();
        QSet<QString> left = view.there.members.value(name);
        for (const QString &user : std::as_const(choice.users))
            left.remove(view.there.keys.value(user));
        const bool isSame = view.there.groups.value(name) == view.kept.groups.value(name);
        if (left.isEmpty() && isSame)
            choice.groups << name;
    }
    return choice;
}

} // namespace

QCoro::Task<Result<QJsonObject>> removeImported(aws::Caller *caller, const aws::Models *models, WritePermit permit,
    Vault::Kept kept, QString pool, QJsonObject made, CancelToken token)
{
    const Result<ImportView> view = co_await viewForImport(caller, models, kept, pool, token);
    if (!view)
        co_return view.error();
    const Choice choice = chosen(*view, kept.manifest, made);
    QList<aws::Call> calls;
    for (const QString &name : choice.users)
        calls << aws::Call{u"cognito-idp"_s, u"AdminDeleteUser"_s, {{u"UserPoolId"_s, pool}, {u"Username"_s, name}}};
    for (const QString &name : choice.groups)
        calls << aws::Call{u"cognito-idp"_s, u"DeleteGroup"_s, {{u"UserPoolId"_s, pool}, {u"GroupName"_s, name}}};
    qint64 removed = 0;
    for (const aws::Call &call : std::as_const(calls)) {
        if (token.isCancelled())
            co_return withRemoved(Error::cancelled().withChanged(Error::Changed::Unknown), removed);
        if (const Result<void> gone = co_await removeOne(caller, permit, call); !gone)
            co_return withRemoved(gone.error(), removed);
        ++removed;
    }
    co_return QJsonObject{{u"removed"_s, choice.users.size()},
        {u"changed"_s, QJsonArray::fromStringList(choice.changed)}, {u"gone"_s, choice.gone},
        {u"groups"_s, choice.groups.size()}};
}

} // namespace sm::backups
