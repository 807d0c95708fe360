// SPDX-License-Identifier: GPL-3.0-or-later
#include "addresstext.h"

#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace sm {

using namespace Qt::Literals::StringLiterals;

bool holdsPassword(const QString &address)
{
    static const QRegularExpression endOfAuthority(u"[/?#]"_s);
    static const QRegularExpression word(u"(^|\\s)\\w*password\\s*="_s, QRegularExpression::CaseInsensitiveOption);
    const QString behindScheme = address.section(u"://"_s, 1);
    const QString authority = behindScheme.section(endOfAuthority, 0, 0);
    if (authority.contains(u'@') && !authority.section(u'@', 0, -2).section(u':', 1).isEmpty())
        return true;
    const auto options = QUrlQuery(behindScheme.section(u'?', 1)).queryItems(QUrl::FullyDecoded);
    return word.match(address).hasMatch() || std::any_of(options.begin(), options.end(), [](const auto &option) {
        return option.first.contains("password"_L1, Qt::CaseInsensitive);
    });
}

} // namespace sm
