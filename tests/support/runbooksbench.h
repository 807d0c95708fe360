// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/runbookscontroller.h>
#include <runbooks/preparation.h>
#include <shelf/pickerreader.h>
#include <shelf/shelf.h>
#include <support/bench.h>
#include <support/fakecaller.h>

#include <QDir>

namespace sm::test {

/// A runbook with a field of every kind, two steps that change something, and a verification.
inline const QByteArray someRunbook = R"(
title: Reset a user
purpose: Lets a person in again.
severity: P2
symptoms: [A user is locked out.]
prerequisites: [It is certain who asks.]
links:
  - {title: Guide, url: "https://example.com/guide"}
review_by: "2020-01-31"
parameters:
  pool:
    title: User pool
    picker:
      uses: aws:cognito-idp:ListUserPools
      with: {MaxResults: 60}
      select: "UserPools[].{value: Id, title: Name}"
  user:
    title: User name
    description: As it is in the pool.
    pattern: "[a-z]+"
  token:
    type: secret
    title: Token
    required: false
steps:
  - id: disable
    title: "Disable ${parameters.user}"
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: "${parameters.pool}", Username: "${parameters.user}"}
  - id: enable
    title: "Enable ${parameters.user}"
    uses: aws:cognito-idp:AdminEnableUser
    with: {UserPoolId: "${parameters.pool}", Username: "${parameters.user}"}
verification:
  - id: ask
    title: Ask the user
    uses: manual
    with: {text: "Ask ${parameters.user} to sign in."}
)";

/// A Bench with one runbook of the user's own, and what the Runbooks page stands on.
struct RunbooksBench
{
    static constexpr auto key = "demo/reset-a-user";

    explicit RunbooksBench(bool readOnly = false)
        : below(readOnly)
    {
        write(u"runbooks/demo/reset-a-user.yaml"_s, someRunbook);
    }
    /// What a plan reads is a run, too: it ends before what it stands on goes.
    ~RunbooksBench()
    {
        (void)QTest::qWaitFor([this] {
            const auto open = await(below.journal->unfinishedRuns());
            return open && *open && (*open)->isEmpty();
        });
        (void)await(below.journal->count());
    }

    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(below.folder.filePath(name));
        QDir().mkpath(QFileInfo(file).path());
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }
    bool load()
    {
        controller.reload();
        return QTest::qWaitFor([this] { return !controller.isLoading(); });
    }
    static FormValues values() { return {{{u"pool"_s, u"eu-west-1_pool"_s}, {u"user"_s, u"ada"_s}}, {}}; }

    Bench below;
    FakeCaller caller;
    runbooks::Shelf shelf{below.folder.filePath(u"runbooks"_s)};
    runbooks::PickerReader pickers{caller, below.models};
    runbooks::Preparation preparation{below.planner, below.runner};
    controllers::RunbooksController controller{
        {shelf, below.catalog, below.models, below.planner, pickers, preparation, below.journal.get(), &below.undo},
        below.system, {{u"energy-data-insights"_s, u"Energy Data Insights"_s}}, below.runs};
};

} // namespace sm::test
