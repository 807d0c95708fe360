// SPDX-License-Identifier: GPL-3.0-or-later
#include "ruleset.h"

#include "ruleevaluation.h"
#include "rulereader.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::aws {

namespace {

Error refused(const QString &message) { return Error(Error::Kind::Invalid, message); }

} // namespace

Result<RuleSet> RuleSet::parse(const QJsonObject &document)
{
    Result<std::vector<Rule>> rules = readRules(document[u"rules"].toArray());
    if (!rules)
        return rules.error();
    RuleSet set;
    set.m_parameters = document[u"parameters"].toObject();
    set.m_rules = std::move(*rules);
    return set;
}

Result<RuledEndpoint> RuleSet::resolve(const QJsonObject &parameters, const Partitions &partitions) const
{
    RuleEvaluation evaluation(partitions);
    for (auto it = m_parameters.begin(); it != m_parameters.end(); ++it) {
        QJsonValue value = parameters[it.key()];
        if (value.isUndefined() || value.isNull())
            value = it.value()[u"default"];
        if (value.isUndefined() && it.value()[u"required"].toBool())
            return refused(QCoreApplication::translate("sm::aws::Endpoints",
                "The endpoint depends on \"%1\", which is "
                "not given.")
                    .arg(it.key()));
        if (!value.isUndefined())
            evaluation.assign(it.key(), value);
    }
    return evaluation.firstOf(m_rules);
}

} // namespace sm::aws
