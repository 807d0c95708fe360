// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/secret.h>
#include <core/systeminfo.h>
#include <core/writepermit.h>
#include <net/sleeper.h>
#include <stacks/keptstack.h>
#include <stacks/stackinput.h>

namespace sm::deployments {

/// Makes a change set of a template and what it is given, and waits until CloudFormation has computed it.
class StackProposal
{
public:
    struct Sources
    {
        AwsReads reads;
        net::Sleeper &sleeper;
        const store::CaptureStore &captures;
    };

    StackProposal(const Sources &sources, const SystemInfo &system, WritePermit permit, StackInput input,
        QMap<QString, Secret> secrets);

    /// {stack, stackId, changeSet, type, empty, digest, lastEvent}. "empty": it would change nothing, and is deleted
    /// again.
    /// \error Kind::Conflict (code "NotNow") CloudFormation takes no update in the state that the stack is in
    /// \error Kind::Invalid  the template is too large (code "TooLarge"), or needs capabilities that nobody gave (code
    ///                       "Capabilities"), or CloudFormation refuses it (code "ChangeSetFailed"); a value that it
    ///                       hides was given in the open (code "NotSecret")
    /// \error Kind::Conflict (code "ChangeSetGone") somebody deleted it while it was computed
    /// \error as keptSettings(), aws::Caller
    QCoro::Task<Result<QJsonObject>> run(CancelToken token);

private:
    /// Where CloudFormation finds the template: {TemplateBody} or {TemplateURL}.
    QCoro::Task<Result<QJsonObject>> place(QByteArray text, CancelToken token);
    QCoro::Task<Result<QByteArray>> text(CancelToken token);
    QCoro::Task<Result<void>> findStack(CancelToken token);
    QCoro::Task<Result<void>> loadKept(CancelToken token);
    QCoro::Task<Result<QJsonObject>> summary(QJsonObject source, CancelToken token);
    Result<QJsonObject> request(const QJsonObject &source, const QJsonObject &summary) const;
    QJsonArray parameters(const QJsonObject &summary) const;
    QCoro::Task<Result<QJsonObject>> create(QJsonObject input, CancelToken token);
    QCoro::Task<Result<QJsonObject>> computed(QJsonObject input, CancelToken token);
    QCoro::Task<Result<QJsonObject>> withdrawn(QJsonObject input, QJsonObject described, CancelToken token);

    Sources m_sources;
    SystemInfo m_system;
    WritePermit m_permit;
    StackInput m_input;
    QMap<QString, Secret> m_secrets;
    QJsonObject m_stack; ///< as it is now; empty: it is not there, or only under review
    StackSettings m_kept;
    QString m_digest;
};

} // namespace sm::deployments
