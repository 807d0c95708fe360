// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpplanner.h"

#include "curlline.h"
#include "httpinput.h"
#include "knownwrites.h"
#include "secretvalues.h"

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::HttpPlanner", text); }

} // namespace

HttpPlanner::HttpPlanner(const operations::Catalog &catalog)
    : m_catalog(catalog)
{
}

QString HttpPlanner::kind() const { return u"http"_s; }

Result<Step> HttpPlanner::planned(Step step, const SystemInfo &, QSet<QString> &secretNames) const
{
    if (step.operation.uses != "http:probe"_L1 && !isTrigger(step))
        return Error(
            Error::Kind::Invalid, tr("“%1” is not known. Use http:probe or http:trigger.").arg(step.operation.uses))
            .withCode(u"Input"_s);
    const Result<Operation> named = withSecretsNamed(step.operation, secretMembersOfHttp(), secretNames);
    if (!named)
        return named.error();
    step.operation = *named;
    const Result<http::Probe> probe = httpProbe(step);
    if (!probe)
        return probe.error();
    if (isTrigger(step))
        fillInWrite(step, m_catalog, tr("Only who answers knows what it changes, so nothing here can take it back."));
    else
        fillInRead(step);
    if (step.resource.isEmpty())
        step.resource = probe->url.isEmpty() ? step.operation.with.value(u"url"_s).toString() : probe->url.shown();
    if (probe->url.isExposed())
        step.notes << tr("%1 is asked without encryption: everybody on the way can read along.").arg(probe->url.host());
    step.cli = curlLine(step, *probe);
    return step;
}

} // namespace sm::executors
