// SPDX-License-Identifier: GPL-3.0-or-later
#include "poolexport.h"

#include "poolfacts.h"
#include "poolwalk.h"

#include <core/json.h>
#include <crypto/digest.h>
#include <crypto/sha256.h>
#include <keeping/draftfile.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Pools", text); }

/// Counts what is written.
class Tally
{
public:
    void add(const PoolUser &user)
    {
        ++m_users;
        m_enabled += user.isEnabled ? 1 : 0;
        m_federated += user.isFederated() ? 1 : 0;
        ++m_byStatus[user.status];
        m_checksums << user.checksum();
    }
    void addGroup() { ++m_groups; }
    void addMember() { ++m_members; }
    qint64 users() const { return m_users; }

    QJsonObject contents()
    {
        std::sort(m_checksums.begin(), m_checksums.end()); // Cognito lists users in no order
        crypto::Sha256 all;
        for (const QByteArray &each : std::as_const(m_checksums))
            all.add(each);
        QJsonObject byStatus;
        for (auto it = m_byStatus.cbegin(); it != m_byStatus.cend(); ++it)
            byStatus.insert(it.key(), it.value());
        return {{u"users"_s, m_users}, {u"enabled"_s, m_enabled}, {u"federated"_s, m_federated},
            {u"byStatus"_s, byStatus}, {u"groups"_s, m_groups}, {u"memberships"_s, m_members},
            {u"usersSha256"_s, QString::fromLatin1(all.finish().toHex())}};
    }

private:
    qint64 m_users = 0;
    qint64 m_enabled = 0;
    qint64 m_federated = 0;
    qint64 m_groups = 0;
    qint64 m_members = 0;
    QMap<QString, qint64> m_byStatus;
    QByteArrayList m_checksums;
};

QJsonObject lineOfGroup(QJsonObject group)
{
    group.insert(u"sha256"_s, QString::fromLatin1(crypto::sha256Hex(toCompactJson(group))));
    return group;
}

/// The three files of a backup while they are written.
struct Files
{
    std::unique_ptr<DraftFile> users;
    std::unique_ptr<DraftFile> groups;
    std::unique_ptr<DraftFile> members;

    Result<void> close() const
    {
        for (DraftFile *each : {users.get(), groups.get(), members.get()}) {
            if (const Result<void> closed = each->close(); !closed)
                return closed;
        }
        return ok();
    }
};

Result<Files> filesOf(const VaultDraft &draft)
{
    Files files;
    const std::pair<const char *, std::unique_ptr<DraftFile> *> all[]{
        {usersFile, &files.users}, {groupsFile, &files.groups}, {membersFile, &files.members}};
    for (const auto &[name, place] : all) {
        Result<std::unique_ptr<DraftFile>> made = DraftFile::make(draft, QLatin1String(name));
        if (!made)
            return made.error();
        *place = std::move(*made);
    }
    return files;
}

PoolVisitor visitorOf(const Files *files, Tally *tally, const Teller &tell)
{
    PoolVisitor visitor;
    visitor.user = [=](const PoolUser &user) {
        constexpr qint64 toldEvery = 600; // users; ten pages
        tally->add(user);
        if (tell && tally->users() % toldEvery == 0)
            tell(tr("%1 users").arg(tally->users()));
        return files->users->appendLine(toLine(user));
    };
    visitor.group = [=](const QJsonObject &group) {
        tally->addGroup();
        return files->groups->appendLine(lineOfGroup(group));
    };
    visitor.member = [=](const QString &group, const QString &user) {
        tally->addMember();
        return files->members->appendLine({{u"group"_s, group}, {u"user"_s, user}});
    };
    return visitor;
}

} // namespace

QCoro::Task<Result<void>> exportPool(
    aws::Caller *caller, const aws::Models *models, QString pool, VaultDraft *draft, Teller tell, CancelToken token)
{
    const Result<PoolFacts> facts = co_await describedPool(caller, pool, token);
    if (!facts)
        co_return facts.error();
    const Result<Files> files = filesOf(*draft);
    if (!files)
        co_return files.error();
    Tally tally;
    const PoolVisitor visitor = visitorOf(&*files, &tally, tell);
    if (const Result<void> walked = co_await walkPool(caller, models, pool, visitor, token); !walked)
        co_return walked.error();
    draft->manifest.source = {{u"pool"_s, pool}, {u"name"_s, facts->name}};
    draft->manifest.settings = facts->settings();
    draft->manifest.contents = tally.contents();
    draft->manifest.items = tally.users();
    co_return files->close();
}

} // namespace sm::backups
