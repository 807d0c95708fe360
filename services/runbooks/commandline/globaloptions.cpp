// SPDX-License-Identifier: GPL-3.0-or-later
#include "globaloptions.h"

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Takes = OptionName::Takes;

namespace {

OptionName own(const QString &name, Takes takes) { return {name, takes, false, false, true, {}}; }

} // namespace

const QList<OptionName> &globalOptions()
{
    static const QList<OptionName> options{own(u"debug"_s, Takes::Nothing), own(u"endpoint-url"_s, Takes::Value),
        own(u"no-verify-ssl"_s, Takes::Nothing), own(u"no-paginate"_s, Takes::Nothing), own(u"output"_s, Takes::Value),
        own(u"query"_s, Takes::Value), own(u"profile"_s, Takes::Value), own(u"region"_s, Takes::Value),
        own(u"version"_s, Takes::Nothing), own(u"color"_s, Takes::Value), own(u"no-sign-request"_s, Takes::Nothing),
        own(u"ca-bundle"_s, Takes::Value), own(u"cli-read-timeout"_s, Takes::Value),
        own(u"cli-connect-timeout"_s, Takes::Value), own(u"cli-binary-format"_s, Takes::Value),
        own(u"no-cli-pager"_s, Takes::Nothing), own(u"cli-auto-prompt"_s, Takes::Nothing),
        own(u"no-cli-auto-prompt"_s, Takes::Nothing), own(u"cli-error-format"_s, Takes::Value)};
    return options;
}

const QList<OptionName> &inputOptions()
{
    static const QList<OptionName> options{own(u"cli-input-json"_s, Takes::Value),
        own(u"cli-input-yaml"_s, Takes::Value), own(u"generate-cli-skeleton"_s, Takes::MaybeValue)};
    return options;
}

QList<OptionName> pageOptions(bool hasPageSize)
{
    QList<OptionName> options{own(u"starting-token"_s, Takes::Value), own(u"max-items"_s, Takes::Value)};
    if (hasPageSize)
        options << own(u"page-size"_s, Takes::Value);
    return options;
}

} // namespace sm::commandline
