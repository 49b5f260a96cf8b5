#include "inspector/commonsecrets.h"

namespace owb::inspector {

namespace {

constexpr char commonWords[] = // with "|" behind each
    "secret|Secret|SECRET|secret1|secret12|secret123|secret1234|Secret123|Secret123!|secret!|s3cr3t|s3cret|"
    "S3cr3t|sekret|secrets|secretkey|secretKey|SecretKey|SECRETKEY|SECRET_KEY|secret_key|secret-key|Secret-Key|"
    "secret.key|secretkey123|SecretKey123|mysecret|mySecret|MySecret|MYSECRET|my_secret|my-secret|MY_SECRET|"
    "mysecret123|mysecretkey|mySecretKey|MySecretKey|MY_SECRET_KEY|my_secret_key|my-secret-key|mysupersecretkey|"
    "mySuperSecretKey|my_super_secret_key|supersecret|superSecret|SuperSecret|SUPERSECRET|super_secret|"
    "super-secret|SUPER_SECRET|supersecretkey|SuperSecretKey|superSecretKey|SUPER_SECRET_KEY|super_secret_key|"
    "super-secret-key|supersecretpassword|supersecret123|verysecret|verysecretkey|VerySecretKey|very_secret|"
    "very-secret|topsecret|topSecret|TopSecret|TOP_SECRET|top_secret|top-secret|notsosecret|notasecret|notsecret|"
    "not-a-secret|ultrasecret|ultra-secure-secret|some_secret|somesecret|someSecret|some-secret|SOME_SECRET|"
    "aSecret|a_secret|a-secret|thesecret|thisisasecret|thisIsASecret|ThisIsASecret|this_is_a_secret|"
    "this-is-a-secret|thisismysecret|thisismysecretkey|ThisIsMySecretKey|thisisasecretkey|ThisIsASecretKey|"
    "this_is_a_secret_key|thisisthesecretkey|thisisaverysecretkey|yoursecret|yourSecret|your_secret|your-secret|"
    "YOUR_SECRET|yoursecretkey|yourSecretKey|your_secret_key|your-secret-key|YOUR_SECRET_KEY|YourSecretKey|"
    "your_jwt_secret|your-jwt-secret|YOUR_JWT_SECRET|your_jwt_secret_key|your-jwt-secret-key|"
    "your_super_secret_key|your-super-secret-key|your_super_secret_jwt_key|your-super-secret-jwt-key|jwtsecret|"
    "jwtSecret|JwtSecret|JWTSECRET|jwt_secret|jwt-secret|JWT_SECRET|JWT-SECRET|jwtsecretkey|jwtSecretKey|"
    "JwtSecretKey|jwt_secret_key|jwt-secret-key|JWT_SECRET_KEY|jwtkey|jwtKey|jwt_key|JWT_KEY|jwt|JWT|jwt_token|"
    "jwttoken|myjwtsecret|myJwtSecret|MyJwtSecret|my_jwt_secret|my-jwt-secret|MY_JWT_SECRET|myjwtsecretkey|"
    "myJwtSecretKey|JWTSuperSecretKey|tokensecret|tokenSecret|token_secret|token-secret|TOKEN_SECRET|token|Token|"
    "accesstokensecret|access_token_secret|ACCESS_TOKEN_SECRET|refresh_token_secret|REFRESH_TOKEN_SECRET|"
    "client_secret|clientsecret|client-secret|CLIENT_SECRET|appsecret|app_secret|app-secret|APP_SECRET|"
    "sharedsecret|shared_secret|shared-secret|signingkey|signing_key|signing-key|SigningKey|signing-secret|"
    "privatekey|private_key|private-key|PRIVATE_KEY|key|Key|KEY|mykey|myKey|my_key|my-key|apikey|api_key|api-key|"
    "auth_secret|authsecret|AUTH_SECRET|session_secret|session-secret|sessionsecret|SESSION_SECRET|cookie_secret|"
    "hmac|hmac-secret|hmacsecret|HS256|symmetric|password|Password|PASSWORD|password1|password123|Password1|"
    "Password123|Password123!|password!|passw0rd|Passw0rd|P@ssw0rd|p@ssw0rd|p@ssword|P@ssword|P@ssw0rd123|pass|"
    "passwd|pass123|passphrase|qwerty|qwerty123|qwertyuiop|asdf|asdfgh|asdfghjkl|zxcvbn|zxcvbnm|abc|abc123|abcd|"
    "abcd1234|abcdef|abcdefg|abcdefgh|abcdefghijklmnopqrstuvwxyz|ABCDEFGHIJKLMNOPQRSTUVWXYZ|0|1|12|123|1234|"
    "12345|123456|1234567|12345678|123456789|1234567890|0123456789|0123456789abcdef|0123456789ABCDEF|"
    "1234567890123456|12345678901234567890|12345678901234567890123456789012|123123|111111|000000|1q2w3e4r|"
    "1qaz2wsx|1q2w3e4r5t|q1w2e3r4|letmein|welcome|admin|Admin|admin123|administrator|root|toor|test|Test|TEST|"
    "test1|test123|test1234|testing|testkey|test-key|test_key|test-secret|test_secret|testsecret|testSecret|"
    "TEST_SECRET|tests|foo|bar|foobar|foobarbaz|baz|hello|helloworld|hello-world|hello_world|example|sample|demo|"
    "dev|development|production|prod|local|localhost|staging|default|none|null|undefined|nil|true|false|string|"
    "random|user|guest|public|changeme|changeMe|ChangeMe|CHANGEME|change_me|change-me|CHANGE_ME|change-this|"
    "change_this|changethis|CHANGE_THIS|changeit|change-it|changemeplease|change_me_please|"
    "change-me-in-production|change_me_in_production|CHANGE_ME_IN_PRODUCTION|change-this-in-production|replaceme|"
    "replace_me|replace-me|REPLACE_ME|placeholder|insecure|insecure-secret|dummy|dummykey|dragon|monkey|sunshine|"
    "iloveyou|master|superman|batman|starwars|letmein123|trustno1|hunter2|correcthorsebatterystaple|god|love|"
    "money|temp|temporary|tbd|mustbechanged|must-be-changed|tobemodified|pleasechangeme|please-change-me|";

/** Of documentation and of programs' own settings; some are made for the length that an algorithm asks. */
constexpr char sampleSecrets[] = //
    "your-256-bit-secret|your-384-bit-secret|your-512-bit-secret|your-256-bit-secret-here|"
    "your-256-bit-secret-key|your-256-bit-secret-key-here|your-secret-key-here|your-secret-here|"
    "your-super-secret-key-here|your-super-secret-jwt-key-change-this-in-production|"
    "your-super-secret-jwt-key-change-in-production|your_jwt_secret_here|your_jwt_secret_key_here|"
    "a-string-secret-at-least-256-bits-long|a-valid-string-secret-that-is-at-least-384-bits-long|"
    "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long|GawgguFyGrWKav7AX4VKUg|"
    "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow|"
    "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg|FdFYFzERwC2uCBB46pZQi4GG85LujR8obt-KWRBICVQ|AllYourBase|shhhhh|"
    "shhhhhh|shhhhhhh|shhhhhhared-secret|shh|sshhhh|keyboard cat|keyboardcat|secretOrPrivateKey|secretOrKey|"
    "secret-or-key|09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7|"
    "404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970|"
    "3cfa76ef14937c1c0ea519f8fc057a80fcd04a7420f8e8bcd0a7567c272e007b|bezKoderSecretKey|"
    "======================BezKoder=Spring===========================|javainuse|javatechie|SecretKeyToGenJWTs|"
    "mysupersecret_secretkey!123|mysupersecret_secretkey!|"
    "THIS IS USED TO SIGN AND VERIFY JWT TOKENS, REPLACE IT WITH YOUR OWN SECRET, IT CAN BE ANY STRING|"
    "this is my custom Secret key for authentication|this is my custom Secret key for authnetication|"
    "this is a secret|this is a secret key|this is my secret key|this is a very secret key|my super secret key|"
    "my secret key|my secret|top secret|my top secret key|super secret|super secret key|super secret password|"
    "your secret key|your secret|a secret|some secret|it's a secret|this is not a secret|do not tell anyone|"
    "don't tell anyone|ThisIsASecretKeyForJwtTokenGeneration|ThisIsASecretKeyForJWT|ThisismySecretKey|"
    "thisisasecretkeyforjwt|veryverysecret|veryVerySecretKey|very-very-secret-key|VeryVerySecretKey123|"
    "my-32-character-ultra-secure-and-ultra-long-secret|my-32-character-ultra-secure-and-ultra-long-secret-key|"
    "my-very-secure-and-long-secret-key|reallyreallyreallyreallyverysafe|somethingverysecret|somethingsecret|"
    "something-secret|something_secret|SOMETHING_SECRET|some-super-secret|some random string|randomstring|"
    "random_string|some_random_string|a random string|a-very-long-secret-key|a_very_long_secret_key|"
    "averylongsecretkey|a-very-secret-key|a-long-random-string|a_long_random_string|my-secret-token|"
    "my_secret_token|mysecrettoken|mysecretstring|mysecretpassword|my_secret_password|my-secret-password|"
    "some-secret-password|secret-token|secret_token|secrettoken|secretToken|secret-phrase|secret phrase|"
    "JWTs are the best!|jwt-secret-string|jwt secret|JWT Secret|JWT Secret Key|dev-secret|dev_secret|devsecret|"
    "dev-secret-key|dev_secret_key|dev-secret-change-me|dev-secret-change-in-production|dev-only-secret|"
    "dev-jwt-secret|development-secret|development_secret|"
    "super-secret-jwt-token-with-at-least-32-characters-long|super-secret-jwt-key|super_secret_jwt_key|"
    "super-secret-value|supersecretvalue|super-secret-change-me|fallback-secret|fallback_secret|fallbackSecret|"
    "fallback-secret-key|default-secret|default_secret|defaultsecret|defaultSecret|default-secret-key|"
    "default_secret_key|default-jwt-secret|SecretKey012345678901234567890123456789012345678901234567890123456789|"
    "pgf23q0vvlWNGGEQw6ObCw6oPFjdWyMmT2X5MKLQJa4|"
    "n2r5u8x/A%D*G-KaPdSgVkYp3s6v9y$B&E(H+MbQeThWmZq4t7w!z%C*F-J@NcRf|"
    "!A%D*G-KaPdSgVkXp2s5v8y/B?E(H+MbQeThWmZq3t6w9z$C&F)J@NcRfUjXn2r5|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|"
    "00000000000000000000000000000000|11111111111111111111111111111111|abcdefghijklmnopqrstuvwxyz123456|"
    "abcdefghijklmnopqrstuvwxyz0123456789|0123456789abcdef0123456789abcdef|1234567890abcdef|"
    "1234567890abcdef1234567890abcdef|12345678123456781234567812345678|qwertyuiopasdfghjklzxcvbnm123456|"
    "qwertyuiopasdfghjklzxcvbnm|MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=|c2VjcmV0|c2VjcmV0a2V5|bXlzZWNyZXQ=|"
    "cGFzc3dvcmQ=|Zm9vYmFy|";

/** What a text of base64 or hexadecimal stands for; empty where it is neither, or short enough to be a word. */
QList<QByteArray> decodedForms(const QByteArray& text)
{
    constexpr qsizetype least = 16;
    QList<QByteArray> forms;
    if (text.size() < least) {
        return forms;
    }
    for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        const auto bytes = QByteArray::fromBase64Encoding(text, alphabet | QByteArray::AbortOnBase64DecodingErrors);
        if (bytes && !forms.contains(*bytes)) {
            forms << *bytes;
        }
    }
    const QByteArray fromHex = QByteArray::fromHex(text);
    if (fromHex.toHex() == text.toLower()) {
        forms << fromHex;
    }
    return forms;
}

} // namespace

QList<QByteArray> commonSecrets()
{
    QList<QByteArray> secrets{QByteArray()}; // an empty one, as an unset setting gives
    for (const QByteArray& text : QByteArray(commonWords).split('|') + QByteArray(sampleSecrets).split('|')) {
        if (!text.isEmpty()) {
            secrets << text << decodedForms(text);
        }
    }
    return secrets;
}

} // namespace owb::inspector
