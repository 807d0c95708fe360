// SPDX-License-Identifier: GPL-3.0-or-later
#include "importrun.h"

#include <executors/lanes.h>
#include <keeping/linereader.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype usersAtOnce = 200; ///< that are read from the backup before they are made

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Pools", text); }

/// Of \p made users. Who has a second factor or a known device, only Cognito knows: those are "at most".
QJsonObject notBackOf(const Manifest &manifest, qint64 made, qint64 federated)
{
    const PoolFacts source = poolFactsFromSettings(manifest.settings);
    return {{u"passwords"_s, made}, {u"subs"_s, made}, {u"dates"_s, made},
        {u"secondFactors"_s, source.hasMfa ? made : 0}, {u"devices"_s, source.hasDevices ? made : 0},
        {u"federated"_s, federated}};
}

} // namespace

qint64 ImportView::toCreate() const
{
    return std::count_if(kept.users.keyBegin(), kept.users.keyEnd(),
        [this](const QString &key) { return !there.users.contains(key) && !kept.users.value(key).isFederated; });
}

QJsonObject ImportView::state(const Manifest &manifest) const
{
    const qint64 made = toCreate();
    qint64 groups = 0;
    for (auto it = kept.groups.cbegin(); it != kept.groups.cend(); ++it)
        groups += there.groups.contains(it.key()) ? 0 : 1;
    const qint64 federated = std::count_if(
        kept.users.cbegin(), kept.users.cend(), [](const PoolContents::User &user) { return user.isFederated; });
    return {{u"users"_s, made}, {u"there"_s, kept.users.size() - made - federated}, {u"groups"_s, groups},
        {u"notBack"_s, notBackOf(manifest, made, federated)}};
}

QCoro::Task<Result<ImportView>> viewForImport(
    aws::Caller *caller, const aws::Models *models, Vault::Kept kept, QString pool, CancelToken token)
{
    const Result<PoolFacts> facts = co_await describedPool(caller, pool, token);
    if (!facts)
        co_return facts.error();
    ImportView view{*facts, {}, {}};
    if (const Result<void> walked = walkBackup(kept.folder, collector(&view.kept, *facts)); !walked)
        co_return walked.error();
    const PoolVisitor visitor = collector(&view.there, *facts);
    if (const Result<void> walked = co_await walkPool(caller, models, pool, visitor, token); !walked)
        co_return walked.error();
    co_return std::as_const(view);
}

ImportRun::ImportRun(aws::Caller &caller, WritePermit permit, ImportView view, Vault::Kept kept, Teller tell)
    : m_caller(caller)
    , m_permit(permit)
    , m_view(std::move(view))
    , m_kept(std::move(kept))
    , m_tell(std::move(tell))
{
}

QCoro::Task<Result<void>> ImportRun::run(CancelToken token)
{
    Result<void> done = co_await makeGroups(token);
    if (done)
        done = co_await makeUsers(token);
    if (done)
        done = co_await makeMembers(token);
    if (!done)
        co_return withHowFar(done.error());
    co_return ok();
}

QCoro::Task<Result<QJsonObject>> ImportRun::write(QString operation, QJsonObject input)
{
    input.insert(u"UserPoolId"_s, m_view.facts.id);
    const aws::Call call{u"cognito-idp"_s, operation, input};
    const Result<aws::Answer> answer = co_await m_caller.write(m_permit, call, Repeat::NaturalKey, {});
    if (!answer)
        co_return answer.error();
    co_return QJsonObject(answer->output);
}

QCoro::Task<Result<void>> ImportRun::makeGroups(CancelToken token)
{
    for (auto it = m_view.kept.groups.cbegin(); it != m_view.kept.groups.cend(); ++it) {
        if (m_view.there.groups.contains(it.key()))
            continue;
        if (token.isCancelled())
            co_return Error::cancelled();
        const Result<QJsonObject> made = co_await write(u"CreateGroup"_s, it.value());
        if (!made && made.error().kind() != Error::Kind::Conflict)
            co_return made.error();
        if (made)
            m_groups << it.key();
    }
    co_return ok();
}

QCoro::Task<Result<void>> ImportRun::makeUsers(CancelToken token)
{
    LineReader lines(m_kept.folder + u'/' + QLatin1String(usersFile));
    for (bool isOver = false; !isOver;) {
        QList<PoolUser> users;
        while (!isOver && users.size() < usersAtOnce) {
            const Result<std::optional<QJsonObject>> line = lines.next();
            if (!line)
                co_return line.error();
            isOver = !*line;
            if (*line)
                users << poolUserFromLine(**line);
        }
        const auto work = [this, &users](qsizetype number) { return makeUser(users.at(number)); };
        co_await executors::inLanes(users.size(), work, token);
        if (m_problem)
            co_return Error(*m_problem);
        if (token.isCancelled())
            co_return Error::cancelled();
        if (m_tell)
            m_tell(tr("%1 of %2 users").arg(m_created.size() + m_there).arg(m_view.kept.users.size()));
    }
    co_return ok();
}

QCoro::Task<bool> ImportRun::makeUser(PoolUser user)
{
    const QString key = m_view.facts.keyOf(user);
    const bool isThere = m_view.there.users.contains(key);
    if (!isThere && user.isFederated()) {
        ++m_federated;
        co_return true;
    }
    Result<void> done;
    if (!isThere)
        done = co_await create(user, key);
    else if (m_view.there.isImported(key, m_view.kept.users.value(key), m_kept.manifest.takenAt))
        m_ours.insert(key);
    m_there += isThere ? 1 : 0;
    const bool isToDisable = done && !user.isEnabled && m_ours.contains(key);
    if (isToDisable && m_view.there.users.value(key).isEnabled)
        done = co_await disable(key);
    note(done);
    co_return done.has_value();
}

QCoro::Task<Result<void>> ImportRun::create(PoolUser user, QString key)
{
    const QJsonObject input{{u"Username"_s, m_view.facts.nameToCreate(user)}, {u"MessageAction"_s, u"SUPPRESS"_s},
        {u"UserAttributes"_s, attributesOf(user)}};
    const Result<QJsonObject> made = co_await write(u"AdminCreateUser"_s, input);
    if (!made && made.error().code() == "UsernameExistsException"_L1) {
        ++m_there; // somebody was quicker: theirs stays as it is
        co_return ok();
    }
    if (!made)
        co_return made.error();
    const PoolUser now = poolUserFrom(made->value(u"User"_s).toObject());
    m_view.there.users.insert(key, {now.name, user.checksum(), true, false, true, 0});
    m_created << now.name;
    m_ours.insert(key);
    co_return ok();
}

QCoro::Task<Result<void>> ImportRun::disable(QString key)
{
    const Result<QJsonObject> done
        = co_await write(u"AdminDisableUser"_s, {{u"Username"_s, m_view.there.users.value(key).name}});
    if (!done)
        co_return done.error();
    ++m_disabled;
    co_return ok();
}

QCoro::Task<Result<void>> ImportRun::makeMembers(CancelToken token)
{
    for (auto group = m_view.kept.members.cbegin(); group != m_view.kept.members.cend(); ++group) {
        const QStringList keys(group->cbegin(), group->cend());
        const QString &name = group.key();
        const auto work = [this, &keys, name](qsizetype number) { return makeMember(name, keys.at(number)); };
        co_await executors::inLanes(keys.size(), work, token);
        if (m_problem)
            co_return Error(*m_problem);
        if (token.isCancelled())
            co_return Error::cancelled();
    }
    co_return ok();
}

QCoro::Task<bool> ImportRun::makeMember(QString group, QString key)
{
    const bool isMember = m_view.there.members.value(group).contains(key);
    if (isMember || !m_ours.contains(key)) // who was there before keeps the groups that they have
        co_return true;
    const QJsonObject input{{u"Username"_s, m_view.there.users.value(key).name}, {u"GroupName"_s, group}};
    const Result<QJsonObject> added = co_await write(u"AdminAddUserToGroup"_s, input);
    note(added ? ok() : Result<void>(added.error()));
    m_members += added ? 1 : 0;
    co_return added.has_value();
}

/// Keeps the worst of what went wrong side by side.
void ImportRun::note(const Result<void> &done)
{
    const bool isWorse = !done && (!m_problem || done.error().changed() == Error::Changed::Unknown);
    if (isWorse)
        m_problem = done.error();
}

Error ImportRun::withHowFar(const Error &error) const
{
    if (m_created.isEmpty() && m_groups.isEmpty() && m_members == 0)
        return error;
    if (error.kind() == Error::Kind::Cancelled) // neither done nor left out: somebody has to look
        return error.withChanged(Error::Changed::Unknown);
    const bool isUnknown = error.changed() == Error::Changed::Unknown;
    return Error(error.kind(),
        tr("%1 %2 users had been made before; doing it again makes the rest.")
            .arg(error.message())
            .arg(m_created.size()))
        .withCode(error.code())
        .withRequestId(error.requestId())
        .withChanged(isUnknown ? Error::Changed::Unknown : Error::Changed::Yes);
}

QJsonObject ImportRun::output() const
{
    const qint64 made = m_created.size();
    const QJsonObject notBack = notBackOf(m_kept.manifest, made, m_federated);
    return {{u"created"_s, made}, {u"there"_s, m_there}, {u"federated"_s, m_federated}, {u"disabled"_s, m_disabled},
        {u"groups"_s, m_groups.size()}, {u"memberships"_s, m_members}, {u"notBack"_s, notBack}};
}

QJsonObject ImportRun::made() const
{
    return {{u"users"_s, QJsonArray::fromStringList(m_created)}, {u"groups"_s, QJsonArray::fromStringList(m_groups)}};
}

} // namespace sm::backups
