// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "finding.h"
#include "redaction.h"

#include <aws/models.h>
#include <commandline/awscli.h>
#include <core/result.h>
#include <markdown/document.h>

namespace sm::lint {

/// What is wrong with a runbook in Markdown, sorted by line, without the secrets in it. It needs no account and no
/// network, and runs nothing: it knows the service models, the metrics of CloudWatch and what goes wrong with shells,
/// dates and rollbacks.
/// \error Kind::Invalid  as markdown::read()
Result<QList<Finding>> lint(const QString &fileName, const QByteArray &bytes, const aws::Models &models);

/// The same for a document that is read already. A reader that is kept saves what it knows of each service's commands.
/// \param aws  made from \p models
QList<Finding> lint(const markdown::Document &document, const aws::Models &models, const commandline::AwsReader &aws);

struct Inspection
{
    QList<Finding> findings; ///< as lint() has them
    Redaction redaction; ///< the secrets that stand in the document
};

/// The same, and the secrets in the document.
Inspection inspect(const markdown::Document &document, const aws::Models &models, const commandline::AwsReader &aws);

} // namespace sm::lint
