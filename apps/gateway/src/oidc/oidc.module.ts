import { Module } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { GatewayEnv } from '../env';
import { SignInService } from '../security/sign-in.service';
import { OidcClient, type OidcSettings } from './oidc-client';
import { OidcController } from './oidc.controller';
import { oidcClientToken } from './oidc-token';
import { OidcTransactions } from './oidc-transactions';

@Module({
  controllers: [OidcController],
  providers: [
    OidcTransactions,
    SignInService,
    {
      provide: oidcClientToken,
      inject: [GatewayEnv, Clock],
      useFactory: (env: GatewayEnv, clock: Clock) => {
        const settings = settingsIn(env);
        return settings && new OidcClient(settings, clock);
      },
    },
  ],
})
export class OidcModule {}

function settingsIn(env: GatewayEnv): OidcSettings | null {
  const {
    SUBJECTLINE_OIDC_ISSUER: issuer,
    SUBJECTLINE_OIDC_CLIENT_ID: clientId,
    SUBJECTLINE_OIDC_CLIENT_SECRET: clientSecret,
  } = env;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null;
  return {
    issuer,
    clientId,
    clientSecret,
    label: env.SUBJECTLINE_OIDC_LABEL,
    scopes: env.SUBJECTLINE_OIDC_SCOPES,
    emailClaim: env.SUBJECTLINE_OIDC_EMAIL_CLAIM,
    emailVerifiedClaim: env.SUBJECTLINE_OIDC_EMAIL_VERIFIED_CLAIM,
  };
}
